import type { PinFrame } from "../../protocol/frames.ts";
import type { Message } from "../model.ts";

/** A message was pinned for everyone, or unpinned. */
export function pinned(message: Message, frame: PinFrame): Message {
  return message.gone ? message : { ...message, pinned: frame.on || undefined };
}
