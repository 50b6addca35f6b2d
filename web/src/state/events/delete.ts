import type { Message } from "../model.ts";

/** A message was erased: its place stays, what it said does not. */
export function deleted(message: Message): Message {
  if (message.gone) return message;
  return {
    ...message,
    text: "",
    gone: "deleted",
    reactions: [],
    pinned: undefined,
    editedAt: undefined,
    mentions: undefined,
  };
}
