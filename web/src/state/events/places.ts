import type { SeqRange } from "../../protocol/frames.ts";
import type { Conversation, Message } from "../model.ts";
import { changed, messageAt } from "./stretch.ts";

/* A message may be held among the newest ones, on an island further back, and aside: all are changed alike. */

/** The conversation with `change` applied to these messages, wherever they are held; the same one if nothing changed. */
export function changedEverywhere(
  conversation: Conversation,
  ranges: readonly SeqRange[],
  change: (message: Message) => Message,
): Conversation {
  return everywhere(conversation, (messages) =>
    ranges.reduce((now, { low, high }) => changed(now, low, high, change), messages),
  );
}

/** The conversation with each list of messages that it holds put through `change`. */
export function everywhere(conversation: Conversation, change: (messages: Message[]) => Message[]): Conversation {
  const messages = change(conversation.messages);
  const islands = conversation.islands?.map((island) => {
    const next = change(island.messages);
    return next === island.messages ? island : { ...island, messages: next };
  });
  const aside = conversation.aside && change(conversation.aside);
  const same = islands?.every((island, at) => island === conversation.islands![at]) ?? true;
  if (messages === conversation.messages && same && aside === conversation.aside) return conversation;
  return { ...conversation, messages, ...(islands && { islands: same ? conversation.islands : islands }), ...(aside && { aside }) };
}

/** A message, wherever it is held. */
export function heldMessage({ messages, islands = [], aside = [] }: Conversation, seq: number): Message | undefined {
  for (const place of [messages, ...islands.map((island) => island.messages), aside]) {
    const message = messageAt(place, seq);
    if (message) return message;
  }
  return undefined;
}

export function within(ranges: readonly SeqRange[], seq: number): boolean {
  return ranges.some(({ low, high }) => seq >= low && seq <= high);
}
