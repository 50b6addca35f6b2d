import type { Conversation, Message, Outgoing } from "../state/model.ts";
import { dayOf } from "./time.ts";

/** What stands in the log, one under the other. The key stays the same from writing to `ok` and after. */
export type LogItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string }
  | { kind: "begin"; key: string }
  | { kind: "message"; key: string; message: Message; own: boolean; first: boolean; last: boolean }
  | { kind: "outgoing"; key: string; entry: Outgoing; first: boolean; last: boolean };

/** Messages of one author that are no further apart stand together. */
const GROUP_MS = 5 * 60_000;

interface Said {
  from: string;
  at: string;
  message?: Message;
  entry?: Outgoing;
}

/** `unreadAfter`: the own read mark when the conversation was opened; the line stays there. */
export function logItems(
  conversation: Conversation,
  outgoing: Outgoing[],
  me: string,
  unreadAfter: number | undefined,
): LogItem[] {
  const arrived = new Set(conversation.messages.map((message) => message.key));
  const said: Said[] = [
    ...conversation.messages.map((message) => ({ from: message.from, at: message.at, message })),
    ...outgoing
      .filter((entry) => !arrived.has(entry.key))
      .map((entry) => ({ from: me, at: entry.at, entry })),
  ];
  const items: LogItem[] = [];
  if (conversation.complete) items.push({ kind: "begin", key: "begin" });
  let lineDrawn = false;
  said.forEach((one, at) => {
    const before = said[at - 1];
    if (!before || dayOf(before.at) !== dayOf(one.at)) {
      items.push({ kind: "day", key: `day ${dayOf(one.at)} ${one.message?.seq ?? "out"}`, at: one.at });
    }
    if (!lineDrawn && isFirstUnread(one, me, unreadAfter)) {
      lineDrawn = true;
      items.push({ kind: "unread", key: "unread" });
    }
    const first = items.at(-1)?.kind !== "message" && items.at(-1)?.kind !== "outgoing" ? true : !together(before, one);
    const after = said[at + 1];
    const last = !after || !together(one, after) || (!lineDrawn && isFirstUnread(after, me, unreadAfter));
    items.push(itemOf(one, me, first, last));
  });
  return items;
}

function isFirstUnread(one: Said, me: string, unreadAfter: number | undefined): boolean {
  return unreadAfter !== undefined && one.message !== undefined && one.message.seq > unreadAfter && one.from !== me;
}

function together(one: Said | undefined, next: Said): boolean {
  if (!one || one.from !== next.from || dayOf(one.at) !== dayOf(next.at)) return false;
  return Date.parse(next.at) - Date.parse(one.at) <= GROUP_MS;
}

function itemOf({ message, entry, from }: Said, me: string, first: boolean, last: boolean): LogItem {
  if (message) {
    return { kind: "message", key: message.key ?? `seq ${message.seq}`, message, own: from === me, first, last };
  }
  return { kind: "outgoing", key: entry!.key, entry: entry!, first, last };
}
