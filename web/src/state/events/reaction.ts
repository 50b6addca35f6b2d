import type { ReactionFrame } from "../../protocol/frames.ts";
import type { Message } from "../model.ts";

/** Someone added an emoji to a message, or took theirs away. */
export function reacted(message: Message, frame: ReactionFrame, me: string): Message {
  return counted(message, frame.emoji, frame.on, frame.from === me);
}

/** This user did. */
export function given(message: Message, emoji: string, on: boolean): Message {
  return counted(message, emoji, on, true);
}

function counted(message: Message, emoji: string, on: boolean, mine: boolean): Message {
  if (message.gone) return message;
  const known = message.reactions.find((reaction) => reaction.emoji === emoji);
  if (!known) {
    if (!on) return message;
    return { ...message, reactions: [...message.reactions, { emoji, count: 1, mine }] };
  }
  const next = { emoji, count: known.count + (on ? 1 : -1), mine: mine ? on : known.mine };
  const reactions = message.reactions
    .map((reaction) => (reaction === known ? next : reaction))
    .filter((reaction) => reaction.count > 0);
  return { ...message, reactions };
}
