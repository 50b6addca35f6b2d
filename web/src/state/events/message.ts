import type { MessageFrame } from "../../protocol/frames.ts";
import { messageOf, type Conversation, type Message } from "../model.ts";
import { amended } from "./amend.ts";
import { everywhere } from "./places.ts";
import { placed } from "./stretch.ts";

/** A message came: it joins the conversation's end, counts as unread, and moves its sender's marks unless it was sent by itself. */
export function onMessage(conversation: Conversation, frame: MessageFrame, me: string): Conversation {
  const message = messageOf(frame, frame.rev);
  const own = frame.from === me;
  const fresh = frame.seq > conversation.lastSeq;
  const told = frame.thread ? everywhere(conversation, (messages) => amended(messages, frame, me)) : conversation;
  const next: Conversation = {
    ...told,
    messages: placed(told.messages, message),
    lastSeq: Math.max(conversation.lastSeq, frame.seq),
    updatedAt: fresh ? frame.at : conversation.updatedAt,
  };
  if (own) return frame.scheduled ? next : { ...next, ...ownMarks(next, frame.seq) };
  if (fresh && countsAsUnread(message, conversation.read, me)) {
    next.unread += 1;
    if (mentions(message, me)) {
      next.firstMention = next.unreadMentions === 0 ? frame.seq : next.firstMention;
      next.unreadMentions += 1;
    }
  }
  if (!frame.scheduled) next.receipts = raised(next, frame);
  return next;
}

/** A send sets the sender's own marks to its seq, so nothing before it is unread any more. */
function ownMarks(conversation: Conversation, seq: number): Partial<Conversation> {
  if (seq < conversation.lastSeq) return {};
  return {
    received: Math.max(conversation.received, seq),
    read: Math.max(conversation.read, seq),
    unread: 0,
    unreadMentions: 0,
    firstMention: undefined,
  };
}

function raised(conversation: Conversation, frame: MessageFrame): Conversation["receipts"] {
  const marks = conversation.receipts[frame.from];
  if (!marks || marks.read >= frame.seq) return conversation.receipts;
  return { ...conversation.receipts, [frame.from]: { received: frame.seq, read: frame.seq } };
}

export function countsAsUnread(message: Message, read: number, me: string): boolean {
  return message.seq > read && message.from !== me && !message.gone;
}

export function mentions(message: Message, me: string): boolean {
  return message.mentions?.some((who) => who === me || who === "@all") ?? false;
}
