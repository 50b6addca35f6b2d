import type { LogFrame } from "../../protocol/frames.ts";
import type { Conversation, Message } from "../model.ts";
import { deleted } from "./delete.ts";
import { edited } from "./edit.ts";
import { countsAsUnread, mentions } from "./message.ts";
import { pinned } from "./pin.ts";
import { reacted } from "./reaction.ts";
import { changed } from "./stretch.ts";

/**
 * Messages after a change that concerns some of them. A message that already has the change in it
 * (it was fetched folded, as of a later rev) stays as it is.
 */
export function amended(messages: Message[], frame: LogFrame, me: string): Message[] {
  return rangesOf(frame).reduce(
    (now, { low, high }) =>
      changed(now, low, high, (message) =>
        frame.rev > message.asOf ? { ...amend(message, frame, me), asOf: frame.rev } : message,
      ),
    messages,
  );
}

function amend(message: Message, frame: LogFrame, me: string): Message {
  switch (frame.type) {
    case "edit":
      return edited(message, frame);
    case "delete":
      return deleted(message);
    case "reaction":
      return reacted(message, frame, me);
    case "pin":
      return pinned(message, frame);
    default:
      return message;
  }
}

function rangesOf(frame: LogFrame): { low: number; high: number }[] {
  switch (frame.type) {
    case "edit":
    case "reaction":
    case "pin":
      return [{ low: frame.target, high: frame.target }];
    case "delete":
      if (frame.targets) return frame.targets;
      return frame.target === undefined ? [] : [{ low: frame.target, high: frame.target }];
    default:
      return [];
  }
}

/** A change to messages that are held; what was unread and is gone now counts no more. */
export function onAmendment(conversation: Conversation, frame: LogFrame, me: string): Conversation {
  const messages = amended(conversation.messages, frame, me);
  if (messages === conversation.messages) return conversation;
  if (frame.type !== "delete") return { ...conversation, messages };
  let { unread, unreadMentions } = conversation;
  messages.forEach((message, at) => {
    const before = conversation.messages[at]!;
    if (message === before || !countsAsUnread(before, conversation.read, me)) return;
    unread -= 1;
    if (mentions(before, me)) unreadMentions -= 1;
  });
  return {
    ...conversation,
    messages,
    unread: Math.max(0, unread),
    unreadMentions: Math.max(0, unreadMentions),
  };
}
