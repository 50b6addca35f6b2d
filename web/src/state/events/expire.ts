import type { Conversation, State } from "../model.ts";
import { withoutUnread } from "./amend.ts";
import { emptied } from "./delete.ts";
import { meIn } from "./log.ts";
import { everywhere } from "./places.ts";

/** When the next message of a conversation expires, ms; read once for each conversation as it stands. */
const nextIn = new WeakMap<Conversation, number>();

function nextExpiry(conversation: Conversation): number {
  let next = nextIn.get(conversation);
  if (next === undefined) {
    next = Infinity;
    const { messages, islands = [], aside = [] } = conversation;
    for (const place of [messages, aside, ...islands.map((island) => island.messages)]) {
      for (const { expiresAt, gone } of place) if (expiresAt && !gone) next = Math.min(next, Date.parse(expiresAt));
    }
    nextIn.set(conversation, next);
  }
  return next;
}

/**
 * Takes the content from messages whose time is over: nobody reads it any more, here as on the server. It makes no
 * rev. The same state if there are none.
 */
export function expiredBy(state: State, now: number): State {
  let conversations: State["conversations"] | undefined;
  for (const [id, conversation] of state.conversations) {
    if (nextExpiry(conversation) > now) continue;
    conversations ??= new Map(state.conversations);
    conversations.set(id, without(conversation, now, meIn(state)));
  }
  return conversations ? { ...state, conversations } : state;
}

function without(conversation: Conversation, now: number, me: string): Conversation {
  const next = everywhere(conversation, (messages) =>
    messages.map((message) => (message.expiresAt && Date.parse(message.expiresAt) <= now ? emptied(message, "expired") : message)),
  );
  const pins = next.pins && { ...next.pins, seqs: next.pins.seqs.filter((seq) => !isOver(conversation, seq, now)) };
  return withoutUnread(pins ? { ...next, pins } : next, conversation.messages, me);
}

function isOver({ messages, aside = [] }: Conversation, seq: number, now: number): boolean {
  const message = [...aside, ...messages].find((one) => one.seq === seq);
  return message?.expiresAt !== undefined && Date.parse(message.expiresAt) <= now;
}
