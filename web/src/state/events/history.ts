import type { LogFrame, MessageFrame, User } from "../../protocol/frames.ts";
import { messageOf, withEntry, type Conversation, type Message, type State } from "../model.ts";
import { amended } from "./amend.ts";
import { joined, stretchWith } from "./island.ts";
import { arrived, meIn } from "./log.ts";
import { placed } from "./stretch.ts";
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

/** So many messages are held aside of a conversation; the oldest go first. */
const ASIDE = 500;

/** Older messages came: they join what begins at `at`, the newest ones if it isn't given. */
export function onOlder(state: State, page: HistoryPage, at?: number): State {
  const known = state.conversations.get(page.conversation);
  if (!known) return state;
  const { messages } = stretchWith(known, at);
  const fetched = [...pictures(page, meIn(state)), ...messages];
  return placedIn(state, page, joined(known, fetched, { complete: !page.more, atEnd: messages === known.messages }));
}

/** Newer messages came for an island: they join it at its end. */
export function onNewer(state: State, page: HistoryPage, at: number): State {
  const known = state.conversations.get(page.conversation);
  if (!known) return state;
  const { messages, complete } = stretchWith(known, at);
  const fetched = [...messages, ...pictures(page, meIn(state))];
  return placedIn(state, page, joined(known, fetched, { complete, atEnd: !page.more }));
}

/** A page from somewhere in the middle: an island of its own, unless it touches what is held. */
export function onAround(state: State, page: HistoryPage): State {
  const known = state.conversations.get(page.conversation);
  if (!known || page.messages.length === 0) return state;
  return placedIn(state, page, joined(known, pictures(page, meIn(state)), { complete: !page.more }));
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
    islands: undefined,
    aside: undefined,
    pins: undefined,
  };
  return placedIn(arrived(state, [...known.held, ...page.messages], next.rev), page, next);
}

/** Single messages that are quoted or pinned; those that were `wanted` and didn't come aren't there. */
export function onAside(state: State, page: Omit<HistoryPage, "more">, wanted: number[]): State {
  const known = state.conversations.get(page.conversation);
  if (!known) return state;
  const fetched = pictures(page, meIn(state));
  const missing = wanted.filter((seq) => !fetched.some((message) => message.seq === seq)).map((seq) => absent(seq, page.asOf));
  const aside = [...fetched, ...missing].reduce(placed, known.aside ?? []).slice(-ASIDE);
  return placedIn(state, page, { ...known, aside });
}

/** A message that this user can't see, or that never was. */
function absent(seq: number, asOf: number): Message {
  return { seq, rev: 0, asOf, from: "", at: "", text: "", gone: "deleted", reactions: [] };
}

/** What is pinned, asked anew. */
export function onPins(state: State, page: Omit<HistoryPage, "more">): State {
  const next = onAside(state, page, []);
  const known = next.conversations.get(page.conversation);
  if (!known) return state;
  const seqs = pictures(page, meIn(state))
    .filter((message) => message.pinned)
    .map((message) => message.seq);
  const asOf = Math.max(page.asOf, page.later?.at(-1)?.rev ?? 0);
  return { ...next, conversations: withEntry(next.conversations, known.id, { ...known, pins: { asOf, seqs } }) };
}

export function pictures(page: Pick<HistoryPage, "messages" | "asOf" | "later">, me: string): Message[] {
  const messages = page.messages.map((message) => messageOf(message, page.asOf));
  return (page.later ?? []).reduce((now, frame) => amended(now, frame, me), messages);
}

function placedIn(state: State, page: Pick<HistoryPage, "users">, next: Conversation): State {
  const withPeople = withUsers(state, page.users ?? []);
  return { ...withPeople, conversations: withEntry(withPeople.conversations, next.id, next) };
}
