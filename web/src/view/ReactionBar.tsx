import type { Message } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { recentEmoji } from "./emoji.ts";
import { Icon } from "./Icon.tsx";

const SIX = 6;
/** For whoever hasn't used any yet. */
const USUAL = ["👍", "❤️", "😂", "😮", "🙏", "🎉"];

interface ReactionBarProps {
  message: Message;
  onReact: (emoji: string) => void;
  onMore: () => void;
}

/** Six emoji over a message's menu, the ones used last in front, and the way to all others. */
export function ReactionBar({ message, onReact, onMore }: ReactionBarProps) {
  const six = [...new Set([...recentEmoji(), ...USUAL])].slice(0, SIX);
  const mine = new Set(message.reactions.filter((reaction) => reaction.mine).map((reaction) => reaction.emoji));
  return (
    <div class="reaction-bar" role="group" aria-label={t.react}>
      {six.map((emoji) => (
        <button
          key={emoji}
          type="button"
          role="menuitemcheckbox"
          tabIndex={-1}
          aria-checked={mine.has(emoji)}
          onClick={() => onReact(emoji)}
        >
          {emoji}
        </button>
      ))}
      <button type="button" role="menuitem" tabIndex={-1} aria-label={t.allEmoji} title={t.allEmoji} onClick={onMore}>
        <Icon name="chevron-down" />
      </button>
    </div>
  );
}
