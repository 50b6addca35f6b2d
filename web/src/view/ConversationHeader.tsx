import { isSaved, typersIn } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar } from "./Avatar.tsx";
import { useConnection } from "./ConnectionStrip.tsx";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { titleOf } from "./names.ts";
import { goBack } from "./place.ts";
import { usePresenceLine } from "./usePresenceLine.ts";

interface ConversationHeaderProps {
  conversation: Conversation;
  detailsOpen: boolean;
  onDetails: () => void;
}

export function ConversationHeader({ conversation, detailsOpen, onDetails }: ConversationHeaderProps) {
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
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
      <button
        class="icon-button"
        aria-label={t.details}
        title={t.details}
        aria-pressed={detailsOpen}
        onClick={onDetails}
      >
        <Icon name="panel-right" />
      </button>
    </header>
  );
}

/** Connection trouble, typing, presence, or how many members: the first of these that there is. */
function Subtitle({ conversation }: { conversation: Conversation }) {
  const connection = useConnection();
  const typing = useParley((state) => typersIn(state, conversation.id).length > 0);
  const me = useParley((state) => state.me?.id);
  const presence = usePresenceLine(conversation.kind === "direct" ? conversation.peer : undefined);
  if (connection === "offline" || connection === "stopped") return <span class="note warn clip">{t.offline}</span>;
  if (connection === "connecting") return <span class="note clip">{t.connecting}</span>;
  if (typing && conversation.kind === "direct") return <span class="note accent clip">{t.typing}</span>;
  if (isSaved(conversation, me)) return <span class="note clip" />;
  return <span class="note clip">{conversation.kind === "direct" ? presence : t.members(conversation.members)}</span>;
}
