import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";

/** The way back to the newest message, with how many are unread there. */
export function JumpButton({ conversation, onJump }: { conversation: Conversation; onJump: () => void }) {
  return (
    <button class="jump" onClick={onJump} aria-label={t.jumpToLatest} title={t.jumpToLatest}>
      <Icon name="chevron-down" />
      {conversation.unread > 0 && <span class="badge">{conversation.unread}</span>}
    </button>
  );
}
