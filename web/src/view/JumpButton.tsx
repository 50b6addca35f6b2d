import { mentions } from "../state/events/message.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";

interface JumpButtonProps {
  conversation: Conversation;
  onJump: () => void;
  onGo: (seq: number) => void;
}

/** The way back to the newest message, with how many are unread there; above it the way to where one is named. */
export function JumpButton({ conversation, onJump, onGo }: JumpButtonProps) {
  const me = useParley((state) => state.me?.id ?? "");
  const { unread, unreadMentions, messages, read, firstMention } = conversation;
  const held = messages.find((message) => message.seq > read && mentions(message, me))?.seq;
  const naming = unreadMentions > 0 ? (firstMention ?? held) : undefined;
  return (
    <div class="jumps">
      {naming !== undefined && (
        <button
          class="jump"
          onClick={() => onGo(naming)}
          aria-label={t.jumpToMention}
          title={t.jumpToMention}
        >
          <Icon name="at-sign" />
          <span class="badge">{unreadMentions}</span>
        </button>
      )}
      <button class="jump" onClick={onJump} aria-label={t.jumpToLatest} title={t.jumpToLatest}>
        <Icon name="chevron-down" />
        {unread > 0 && <span class="badge">{unread}</span>}
      </button>
    </div>
  );
}
