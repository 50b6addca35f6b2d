import type { CountsFrame, Reaction } from "../../protocol/frames.ts";
import { withEntry, type Message, type State } from "../model.ts";
import { changedEverywhere } from "./places.ts";

/** How often each emoji was given to a message of a channel by now, or each option chosen; what of it is one's own isn't told. */
export function onCounts(state: State, { conversation: id, target, reactions, poll }: CountsFrame): State {
  const known = state.conversations.get(id);
  if (!known) return state;
  const next = changedEverywhere(known, [{ low: target, high: target }], (message) => chosen(reactions ? counted(message, reactions) : message, poll));
  return next === known ? state : { ...state, conversations: withEntry(state.conversations, id, next) };
}

function chosen(message: Message, counts: number[] | undefined): Message {
  return message.poll && counts ? { ...message, poll: { ...message.poll, counts } } : message;
}

function counted(message: Message, counts: Omit<Reaction, "mine">[]): Message {
  if (message.gone) return message;
  const mine = new Set(message.reactions.filter((reaction) => reaction.mine).map((reaction) => reaction.emoji));
  return { ...message, reactions: counts.map(({ emoji, count }) => ({ emoji, count, mine: mine.has(emoji) })) };
}
