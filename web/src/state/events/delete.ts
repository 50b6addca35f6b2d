import type { Message } from "../model.ts";

/** A message was erased: its place stays, what it said does not. */
export function deleted(message: Message): Message {
  return emptied(message, "deleted");
}

/** What is left of a message whose content is gone. */
export function emptied({ seq, rev, asOf, from, at, thread, key, ...message }: Message, gone: "deleted" | "expired"): Message {
  return { seq, rev, asOf, from, at, text: "", thread, key, gone: message.gone ?? gone, reactions: [] };
}
