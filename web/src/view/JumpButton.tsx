import { mentions } from "../state/events/message.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { keyOfMessage } from "./logItems.ts";

interface JumpButtonProps {
  conversation: Conversation;
  onJump: () => void;
  onGo: (key: string, part: number) => void;
}

/** The way back to the newest message, with how many are unread there; above it the way to where one is named. */
export function JumpButton({ conversation, onJump, onGo }: JumpButtonProps) {
  const me = useParley((state) => state.me?.id ?? "");
  const { unread, unreadMentions, messages, read } = conversation;
  const naming = unreadMentions > 0 ? messages.find((message) => message.seq > read && mentions(message, me)) : undefined;
  return (
    <div class="jumps">
      {naming && (
        <button
          class="jump"
          onClick={() => onGo(keyOfMessage(naming), 1 / 3)}
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
