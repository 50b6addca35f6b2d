import type { LogFrame } from "../../protocol/frames.ts";
import { withEntry, withoutEntry, type Conversation, type State } from "../model.ts";
import { acknowledged } from "../outbox.ts";
import { onAmendment } from "./amend.ts";
import { onConversation } from "./conversation.ts";
import { withLine } from "./line.ts";
import { endsMembership, onMember } from "./member.ts";
import { onMessage } from "./message.ts";

/**
 * A durable event: applied in rev order and once. One that is held already is dropped; one that comes
 * ahead of a gap waits until the gap is filled by `changes`.
 */
export function onLogFrame(state: State, frame: LogFrame): State {
  const conversation = state.conversations.get(frame.conversation);
  if (!conversation) return cleared(withUnknown(state, frame), frame);
  const next = advanced(conversation, [frame], meIn(state));
  if (next === conversation) return cleared(state, frame);
  if (next === undefined) return dropped(state, frame.conversation);
  const now = { ...state, conversations: withEntry(state.conversations, frame.conversation, next) };
  return arrived(now, [...conversation.held, frame], next.rev);
}

/** Those of the frames that are applied, being at or below `rev`, are no longer on their way. */
export function arrived(state: State, frames: LogFrame[], rev: number): State {
  return frames.filter((frame) => frame.rev <= rev).reduce(cleared, state);
}

/** The conversation after those frames and the held ones that fit now; undefined if it is no more. */
export function advanced(
  conversation: Conversation,
  frames: LogFrame[],
  me: string,
): Conversation | undefined {
  const waiting = new Map<number, LogFrame>();
  for (const frame of [...conversation.held, ...frames]) {
    if (frame.rev > conversation.rev) waiting.set(frame.rev, frame);
  }
  if (waiting.size === conversation.held.length && frames.every((frame) => frame.rev <= conversation.rev)) {
    return conversation;
  }
  let next = conversation;
  for (;;) {
    const frame = waiting.get(next.rev + 1);
    if (!frame) break;
    waiting.delete(frame.rev);
    if (endsMembership(frame, me) || (frame.type === "conversation" && frame.deleted)) return undefined;
    next = { ...applied(next, frame, me), rev: frame.rev, lastRev: Math.max(next.lastRev, frame.rev) };
  }
  const held = [...waiting.values()].sort((a, b) => a.rev - b.rev);
  const ahead = held.at(-1)?.rev ?? 0;
  return { ...next, held, lastRev: Math.max(next.lastRev, ahead) };
}

function applied(conversation: Conversation, frame: LogFrame, me: string): Conversation {
  switch (frame.type) {
    case "message":
      return onMessage(conversation, frame, me);
    case "edit":
    case "delete":
    case "reaction":
    case "pin":
    case "vote":
      return onAmendment(conversation, frame, me);
    case "member":
      return withLine(frame.rev > conversation.toldRev ? onMember(conversation, frame, me) : conversation, frame);
    case "conversation":
      return withLine(frame.rev > conversation.toldRev ? onConversation(conversation, frame) : conversation, frame);
    default:
      return conversation; // void, and what this client doesn't know yet: the rev is used, no more
  }
}

/** The first event of a conversation that isn't held: it waits for the `head`. */
function withUnknown(state: State, frame: LogFrame): State {
  const me = meIn(state);
  if (endsMembership(frame, me)) return { ...state, unknown: withoutEntry(state.unknown, frame.conversation) };
  const known = state.unknown.get(frame.conversation) ?? [];
  return { ...state, unknown: withEntry(state.unknown, frame.conversation, [...known, frame]) };
}

export function dropped(state: State, conversation: string): State {
  return {
    ...state,
    conversations: withoutEntry(state.conversations, conversation),
    unknown: withoutEntry(state.unknown, conversation),
    typing: withoutEntry(state.typing, conversation),
    drafts: withoutEntry(state.drafts, conversation),
    scheduled: withoutEntry(state.scheduled, conversation),
    asking: withoutEntry(state.asking, conversation),
  };
}

/** An own message that came back by its key is no longer on its way; whoever writes isn't typing. */
function cleared(state: State, frame: LogFrame): State {
  if (frame.type !== "message") return state;
  const outbox = frame.key && frame.from === meIn(state) ? acknowledged(state.outbox, frame.key) : state.outbox;
  const typers = state.typing.get(frame.conversation);
  if (!typers?.has(frame.from)) return outbox === state.outbox ? state : { ...state, outbox };
  const typing = withEntry(state.typing, frame.conversation, withoutEntry(typers, frame.from));
  return { ...state, outbox, typing };
}

export function meIn(state: State): string {
  return state.me?.id ?? "";
}
