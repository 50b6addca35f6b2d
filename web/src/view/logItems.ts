import type { SystemLine } from "../state/events/line.ts";
import type { Conversation, Message, Outgoing } from "../state/model.ts";
import { dayOf } from "./time.ts";

/** What stands in the log, one under the other. The key stays the same from writing to `ok` and after. */
export type LogItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string }
  | { kind: "begin"; key: string }
  | { kind: "line"; key: string; line: SystemLine }
  | { kind: "message"; key: string; message: Message; own: boolean; first: boolean; last: boolean }
  | { kind: "outgoing"; key: string; entry: Outgoing; first: boolean; last: boolean };

/** Messages of one author that are no further apart stand together. */
const GROUP_MS = 5 * 60_000;

interface Said {
  from: string;
  at: string;
  ms: number;
  day: string;
  message?: Message;
  entry?: Outgoing;
  line?: SystemLine;
}

/** When each thing was said, read once: a long log is put together anew with every message. */
const times = new WeakMap<object, { ms: number; day: string }>();

function saidBy(from: string, at: string, of: Pick<Said, "message" | "entry" | "line">): Said {
  const thing = (of.message ?? of.entry ?? of.line)!;
  let when = times.get(thing);
  if (!when) times.set(thing, (when = { ms: Date.parse(at), day: dayOf(at) }));
  return { from, at, ...when, ...of };
}

/** `unreadAfter`: the own read mark when the conversation was opened; the line stays there. */
export function logItems(
  conversation: Conversation,
  outgoing: Outgoing[],
  me: string,
  unreadAfter: number | undefined,
): LogItem[] {
  const said = allSaid(conversation, outgoing, me);
  const firstUnread = firstUnreadIn(conversation, me, unreadAfter);
  const items: LogItem[] = [];
  if (conversation.complete) items.push({ kind: "begin", key: "begin" });
  for (let at = 0; at < said.length; at++) {
    const one = said[at]!;
    const before = said[at - 1];
    const after = said[at + 1];
    if (!before || before.day !== one.day) {
      items.push({ kind: "day", key: `day ${one.day} ${one.message?.seq ?? one.line?.rev ?? "out"}`, at: one.at });
    }
    const unread = firstUnread !== undefined && one.message === firstUnread;
    if (unread) items.push({ kind: "unread", key: "unread" });
    const first = unread || !together(before, one);
    const last = !after || !together(one, after) || (after.message !== undefined && after.message === firstUnread);
    items.push(itemOf(one, me, first, last));
  }
  return items;
}

/** Messages, lines between them, and what waits to be sent at the end. */
function allSaid({ messages, lines = [], complete, kind }: Conversation, outgoing: Outgoing[], me: string): Said[] {
  const said: Said[] = [];
  const told = kind === "direct" ? lines.filter(({ what }) => what === "expires" || what === "stays") : lines;
  const shown = complete ? told : told.filter((line) => line.at >= (messages[0]?.at ?? ""));
  let next = 0;
  for (const message of messages) {
    for (; next < shown.length && shown[next]!.at <= message.at; next++) said.push(ofLine(shown[next]!));
    said.push(saidBy(message.from, message.at, { message }));
  }
  for (; next < shown.length; next++) said.push(ofLine(shown[next]!));
  if (outgoing.length === 0) return said;
  const arrived = new Set(messages.slice(-100).map((message) => message.key));
  for (const entry of outgoing) if (!arrived.has(entry.key)) said.push(saidBy(me, entry.at, { entry }));
  return said;
}

function ofLine(line: SystemLine): Said {
  return saidBy("", line.at, { line });
}

/** The line is drawn only where it is right: the messages before it must be held, or not be there. */
function firstUnreadIn(
  { messages, complete }: Conversation,
  me: string,
  unreadAfter: number | undefined,
): Message | undefined {
  if (unreadAfter === undefined || !(complete || (messages[0]?.seq ?? Infinity) <= unreadAfter + 1)) return undefined;
  return messages.find((message) => message.seq > unreadAfter && message.from !== me);
}

function together(one: Said | undefined, next: Said): boolean {
  if (!one || one.line || next.line || one.from !== next.from || one.day !== next.day) return false;
  return next.ms - one.ms <= GROUP_MS;
}

/** The item of each message: it stays the same object while nothing about it changes, and is not drawn again. */
const made = new WeakMap<Message, LogItem & { kind: "message" }>();

function itemOf({ message, entry, line, from }: Said, me: string, first: boolean, last: boolean): LogItem {
  if (message) {
    const known = made.get(message);
    if (known && known.first === first && known.last === last) return known;
    const item = { kind: "message" as const, key: keyOfMessage(message), message, own: from === me, first, last };
    made.set(message, item);
    return item;
  }
  if (line) return { kind: "line", key: `line ${line.rev}`, line };
  return { kind: "outgoing", key: entry!.key, entry: entry!, first, last };
}

/** A row's key: that of its writing, so that a send that arrives stays the same row. */
export function keyOfMessage({ key, seq }: Message): string {
  return key ?? `seq ${seq}`;
}

/** What somebody said, and not what stands between. */
export function isSaid(item: LogItem): boolean {
  return item.kind === "message" || item.kind === "outgoing";
}
