import type { LogFrame, SeqRange } from "../../protocol/frames.ts";
import type { Conversation, Message } from "../model.ts";
import { deleted } from "./delete.ts";
import { edited } from "./edit.ts";
import { countsAsUnread, mentions } from "./message.ts";
import { pinned, pinsAfter } from "./pin.ts";
import { everywhere } from "./places.ts";
import { reacted } from "./reaction.ts";
import { answered } from "./reply.ts";
import { changed } from "./stretch.ts";
import { voted } from "./vote.ts";

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
    case "message":
      return answered(message, frame);
    case "edit":
      return edited(message, frame);
    case "delete":
      return deleted(message);
    case "reaction":
      return reacted(message, frame, me);
    case "pin":
      return pinned(message, frame);
    case "vote":
      return voted(message, frame, me);
    default:
      return message;
  }
}

/** The messages that a change concerns: of a message in a thread, the one that began it. */
function rangesOf(frame: LogFrame): SeqRange[] {
  switch (frame.type) {
    case "message":
      return frame.thread ? [{ low: frame.thread, high: frame.thread }] : [];
    case "edit":
    case "reaction":
    case "pin":
    case "vote":
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
  const next = pinsAfter(everywhere(conversation, (messages) => amended(messages, frame, me)), frame, rangesOf(frame));
  return frame.type === "delete" ? withoutUnread(next, conversation.messages, me) : next;
}

/** The conversation after messages went that had counted as unread: `before` is what was held until now. */
export function withoutUnread(conversation: Conversation, before: readonly Message[], me: string): Conversation {
  if (conversation.messages === before) return conversation;
  const still = new Set(conversation.messages.filter((message) => !message.gone).map((message) => message.seq));
  const lost = before.filter((message) => countsAsUnread(message, conversation.read, me) && !still.has(message.seq));
  if (lost.length === 0) return conversation;
  const named = lost.filter((message) => mentions(message, me));
  const first = named.some((message) => message.seq === conversation.firstMention) ? undefined : conversation.firstMention;
  return {
    ...conversation,
    unread: Math.max(0, conversation.unread - lost.length),
    unreadMentions: Math.max(0, conversation.unreadMentions - named.length),
    firstMention: first,
  };
}
