import { placeOf, sentFrom } from "./drafts.ts";
import { type Outgoing, type State } from "./model.ts";

/*
 * The outbox: what was written and isn't acknowledged. Order is that of writing; the key stays the
 * same over every retry, so that the server stores each message once.
 */

/** A message as somebody wrote it. */
export type NewMessage = Omit<Outgoing, "order" | "refused">;

export function enqueued(outbox: Outgoing[], entry: NewMessage): Outgoing[] {
  const order = (outbox.at(-1)?.order ?? 0) + 1;
  return [...outbox, { ...entry, order }];
}

/** Somebody wrote a message. One that waits already, or that arrived, changes nothing. */
export function written(state: State, entry: NewMessage): State {
  const { conversation, key } = entry;
  if (state.outbox.some((one) => one.key === key)) return state;
  if (state.conversations.get(conversation)?.messages.some((message) => message.key === key)) return state;
  return { ...state, outbox: enqueued(state.outbox, entry), drafts: sentFrom(state.drafts, placeOf(conversation, entry.thread)) };
}

/** The server has it. */
export function acknowledged(outbox: Outgoing[], key: string): Outgoing[] {
  return outbox.some((entry) => entry.key === key) ? outbox.filter((entry) => entry.key !== key) : outbox;
}

export function refused(outbox: Outgoing[], key: string, why: { code: string; message: string }): Outgoing[] {
  return outbox.map((entry) => (entry.key === key ? { ...entry, refused: why } : entry));
}

/** Tries a refused message again, behind what waits by now: a retry never overtakes. */
export function retried(outbox: Outgoing[], key: string): Outgoing[] {
  const entry = outbox.find((one) => one.key === key);
  if (!entry?.refused) return outbox;
  const { refused: _, ...again } = entry;
  return enqueued(
    outbox.filter((one) => one.key !== key),
    again,
  );
}

export function discarded(outbox: Outgoing[], key: string): Outgoing[] {
  return outbox.filter((entry) => entry.key !== key);
}

export function waitingIn(outbox: Outgoing[], conversation: string): Outgoing[] {
  return outbox.filter((entry) => entry.conversation === conversation && !entry.refused);
}

/** The key that a message goes behind: that of the nearest one before it that isn't acknowledged. */
export function keyBefore(outbox: Outgoing[], entry: Outgoing): string | undefined {
  const waiting = waitingIn(outbox, entry.conversation);
  return waiting[waiting.findIndex((one) => one.key === entry.key) - 1]?.key;
}
