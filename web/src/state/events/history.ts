import type { LogFrame, MessageFrame, User } from "../../protocol/frames.ts";
import { messageOf, withEntry, type Conversation, type Message, type State } from "../model.ts";
import { amended } from "./amend.ts";
import { meIn } from "./log.ts";
import { withUsers } from "./users.ts";

/** A page of history, folded as of `asOf`. */
export interface HistoryPage {
  conversation: string;
  messages: MessageFrame[];
  asOf: number;
  more: boolean;
  users?: User[];
  /** Changes above `asOf` that this client had applied before the page came. */
  later?: LogFrame[];
}

/** Older messages came: they join at the beginning. */
export function onOlder(state: State, page: HistoryPage): State {
  const known = state.conversations.get(page.conversation);
  if (!known) return state;
  const me = meIn(state);
  const fetched = pictures(page, me);
  const next: Conversation = {
    ...known,
    messages: merged(known, fetched),
    complete: !page.more,
  };
  return placedIn(state, page, next);
}

/** The end of the conversation, fetched afresh: what was held of it is too old to be caught up. */
export function onAfresh(state: State, page: HistoryPage): State {
  const known = state.conversations.get(page.conversation);
  if (!known) return state;
  const messages = pictures(page, meIn(state));
  const last = messages.at(-1);
  const next: Conversation = {
    ...known,
    messages,
    lastSeq: Math.max(known.lastSeq, last?.seq ?? 0),
    updatedAt: last && last.seq > known.lastSeq ? last.at : known.updatedAt,
    complete: !page.more,
    rev: Math.max(page.asOf, known.rev),
    lastRev: Math.max(known.lastRev, page.asOf),
    held: known.held.filter((frame) => frame.rev > page.asOf),
  };
  return placedIn(state, page, next);
}

function pictures(page: HistoryPage, me: string): Message[] {
  const messages = page.messages.map((message) => messageOf(message, page.asOf));
  return (page.later ?? []).reduce((now, frame) => amended(now, frame, me), messages);
}

/** A message that is held is up to date as of the conversation's rev; the newer picture wins. */
function merged(known: Conversation, fetched: Message[]): Message[] {
  const first = known.messages[0];
  if (!first || (fetched.at(-1)?.seq ?? 0) < first.seq) return [...fetched, ...known.messages];
  const bySeq = new Map(fetched.map((message) => [message.seq, message]));
  for (const message of known.messages) {
    const other = bySeq.get(message.seq);
    if (!other || other.asOf <= Math.max(message.asOf, known.rev)) bySeq.set(message.seq, message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function placedIn(state: State, page: HistoryPage, next: Conversation): State {
  const withPeople = withUsers(state, page.users ?? []);
  return { ...withPeople, conversations: withEntry(withPeople.conversations, next.id, next) };
}
