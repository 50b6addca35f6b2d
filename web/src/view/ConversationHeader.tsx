import { useState } from "preact/hooks";
import { isOnline, isSaved, typersIn } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar } from "./Avatar.tsx";
import { useConnection } from "./ConnectionStrip.tsx";
import { useParley } from "./context.ts";
import { ConversationMenu } from "./ConversationMenu.tsx";
import { Icon } from "./Icon.tsx";
import type { MenuPlace } from "./Menu.tsx";
import { titleOf } from "./names.ts";
import { goBack } from "./place.ts";
import { useMembers } from "./useMembers.ts";
import { usePresenceLine } from "./usePresenceLine.ts";

interface ConversationHeaderProps {
  conversation: Conversation;
  detailsOpen: boolean;
  onDetails: () => void;
  /** Searches in this conversation; where the server can. */
  onFind?: () => void;
}

export function ConversationHeader({ conversation, detailsOpen, onDetails, onFind }: ConversationHeaderProps) {
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const [menu, setMenu] = useState<MenuPlace>();
  return (
    <header class="bar">
      <button class="icon-button back" aria-label={t.back} onClick={() => goBack({ tab: "chats" })}>
        <Icon name="chevron-left" />
      </button>
      <button type="button" class="who-bar" onClick={onDetails} title={t.details}>
        <ConversationAvatar conversation={conversation} size={36} />
        <span class="names">
          <bdi class="head clip">{titleOf({ users, me }, conversation)}</bdi>
          <Subtitle conversation={conversation} />
        </span>
      </button>
      {onFind && (
        <button class="icon-button" aria-label={t.searchHere} title={t.searchHere} onClick={onFind}>
          <Icon name="search" />
        </button>
      )}
      <button
        class="icon-button wide-only"
        aria-label={t.details}
        title={t.details}
        aria-pressed={detailsOpen}
        onClick={onDetails}
      >
        <Icon name="panel-right" />
      </button>
      <button
        class="icon-button"
        aria-label={t.conversationActions}
        title={t.conversationActions}
        aria-haspopup="menu"
        onClick={(event) => setMenu(under(event.currentTarget))}
      >
        <Icon name="ellipsis-vertical" />
      </button>
      {menu && <ConversationMenu conversation={conversation} at={menu} onClose={() => setMenu(undefined)} />}
    </header>
  );
}

/** At the end of the button, so that the menu opens towards the middle. */
function under(button: HTMLElement): MenuPlace {
  const { left, right, bottom } = button.getBoundingClientRect();
  return { x: document.documentElement.dir === "rtl" ? left : right, y: bottom + 4, opener: button };
}

/** Connection trouble, typing, presence, or how many members: the first of these that there is. */
function Subtitle({ conversation }: { conversation: Conversation }) {
  const connection = useConnection();
  const typing = useParley((state) => typersIn(state, conversation.id).length > 0);
  const me = useParley((state) => state.me?.id);
  const { members } = useMembers(conversation);
  const online = useParley((state) => members?.filter(({ user }) => isOnline(state, user.id)).length ?? 0);
  const presence = usePresenceLine(conversation.kind === "direct" ? conversation.peer : undefined);
  if (connection === "offline" || connection === "stopped") return <span class="note warn clip">{t.offline}</span>;
  if (connection === "connecting") return <span class="note clip">{t.connecting}</span>;
  if (connection === "catching") return <span class="note clip">{t.catchingUp}</span>;
  if (typing && conversation.kind === "direct") return <span class="note accent clip">{t.typing}</span>;
  if (isSaved(conversation, me)) return <span class="note clip" />;
  if (conversation.kind === "direct") return <span class="note clip">{presence}</span>;
  const count = conversation.members;
  return <span class="note clip">{online > 0 ? t.membersOnline(count, online) : t.members(count)}</span>;
}
