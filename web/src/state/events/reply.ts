import type { MessageFrame } from "../../protocol/frames.ts";
import type { Message } from "../model.ts";

/** Someone answered in the thread that this message begins. */
export function answered(message: Message, reply: MessageFrame): Message {
  const count = (message.replies?.count ?? 0) + 1;
  return message.gone ? message : { ...message, replies: { count, lastSeq: reply.seq, lastAt: reply.at } };
}
