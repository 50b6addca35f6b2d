import type { LogFrame, PinFrame, SeqRange } from "../../protocol/frames.ts";
import type { Conversation, Message } from "../model.ts";
import { within } from "./places.ts";

/** A message was pinned for everyone, or unpinned. */
export function pinned(message: Message, frame: PinFrame): Message {
  return message.gone ? message : { ...message, pinned: frame.on || undefined };
}

/** What is pinned after a change: a pin, or messages that went. While nobody asked, it isn't known. */
export function pinsAfter(conversation: Conversation, frame: LogFrame, targets: SeqRange[]): Conversation {
  const { pins } = conversation;
  if (!pins || frame.rev <= pins.asOf || (frame.type !== "pin" && frame.type !== "delete")) return conversation;
  const others = pins.seqs.filter((seq) => !within(targets, seq));
  const seqs = frame.type === "pin" && frame.on ? [...others, frame.target].sort((a, b) => a - b) : others;
  return { ...conversation, pins: { asOf: frame.rev, seqs } };
}
