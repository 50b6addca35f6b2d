import type { Message } from "../model.ts";

/** The messages with this one in its place by seq, instead of an older picture of it. */
export function placed(messages: Message[], message: Message): Message[] {
  const last = messages.at(-1);
  if (!last || last.seq < message.seq) return [...messages, message];
  const at = indexOf(messages, message.seq);
  const copy = messages.slice();
  if (messages[at]?.seq === message.seq) copy[at] = message;
  else copy.splice(at, 0, message);
  return copy;
}

/** The messages with `change` applied to those between the seqs; the same array if nothing changed. */
export function changed(
  messages: Message[],
  low: number,
  high: number,
  change: (message: Message) => Message,
): Message[] {
  let copy: Message[] | undefined;
  for (let at = indexOf(messages, low); at < messages.length; at++) {
    const message = messages[at]!;
    if (message.seq > high) break;
    const next = change(message);
    if (next !== message) (copy ??= messages.slice())[at] = next;
  }
  return copy ?? messages;
}

export function messageAt(messages: Message[], seq: number): Message | undefined {
  const message = messages[indexOf(messages, seq)];
  return message?.seq === seq ? message : undefined;
}

/** Where a seq is, or would go. */
function indexOf(messages: Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (messages[middle]!.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
