import type { ReactionFrame } from "../../protocol/frames.ts";
import type { Message } from "../model.ts";

/** Someone added an emoji to a message, or took theirs away. */
export function reacted(message: Message, frame: ReactionFrame, me: string): Message {
  if (message.gone) return message;
  const mine = frame.from === me;
  const known = message.reactions.find((reaction) => reaction.emoji === frame.emoji);
  if (!known) {
    if (!frame.on) return message;
    return { ...message, reactions: [...message.reactions, { emoji: frame.emoji, count: 1, mine }] };
  }
  const next = {
    emoji: known.emoji,
    count: known.count + (frame.on ? 1 : -1),
    mine: mine ? frame.on : known.mine,
  };
  const reactions = message.reactions
    .map((reaction) => (reaction === known ? next : reaction))
    .filter((reaction) => reaction.count > 0);
  return { ...message, reactions };
}
