import type { EditFrame } from "../../protocol/frames.ts";
import type { Message } from "../model.ts";

/** The author gave a message another text. */
export function edited(message: Message, frame: EditFrame): Message {
  if (message.gone || frame.gone || frame.text === undefined) return message;
  return { ...message, text: frame.text, format: frame.format, editedAt: frame.at };
}
