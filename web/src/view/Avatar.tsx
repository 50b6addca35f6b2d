import type { User } from "../protocol/frames.ts";
import { isSaved } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { initialsOf, inkOf, nameOf, titleOf } from "./names.ts";

type Size = 20 | 24 | 28 | 32 | 36 | 44 | 48 | 52 | 80;

/** A person: a circle with initials, and a dot for presence while the connection is live. */
export function PersonAvatar({ user, id, size = 44, dot = true }: { user?: User; id: string; size?: Size; dot?: boolean }) {
  return (
    <span class={`avatar size-${size} ink-${inkOf(id)}`} aria-hidden="true">
      {initialsOf(nameOf(user), size < 28 ? 1 : 2)}
      {dot && <PresenceDot user={id} />}
    </span>
  );
}

/** A conversation: its person, or a rounded square for a group, or a bookmark for notes to self. */
export function ConversationAvatar({ conversation, size = 44 }: { conversation: Conversation; size?: Size }) {
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  if (isSaved(conversation, me?.id)) {
    return (
      <span class={`avatar saved size-${size}`} aria-hidden="true">
        <Icon name="bookmark" />
      </span>
    );
  }
  if (conversation.kind === "direct") {
    return <PersonAvatar id={conversation.peer!} user={users.get(conversation.peer!)} size={size} />;
  }
  return (
    <span class={`avatar square size-${size} ink-${inkOf(conversation.id)}`} aria-hidden="true">
      {initialsOf(titleOf({ users, me }, conversation))}
    </span>
  );
}

function PresenceDot({ user }: { user: string }) {
  const presence = useParley((state) =>
    state.link.phase !== "live" ? undefined : user === state.me?.id ? "online" : state.presence.get(user)?.state,
  );
  if (!presence || presence === "offline" || presence === "invisible") return null;
  return <span class={`presence ${presence}`} title={t[presence]} />;
}
