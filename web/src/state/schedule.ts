import type { Id, Poll, ScheduledFrame, Time } from "../protocol/frames.ts";
import type { State } from "./model.ts";
import { withEntry } from "./model.ts";

/** A message that waits for its time, or that couldn't be sent then. */
export interface Scheduled {
  key: string;
  sendAt: Time;
  state: "waiting" | "failed";
  /** Why it wasn't sent. */
  code?: string | null;
  text?: string;
  format?: "plain" | "markdown";
  replyTo?: number | null;
  thread?: number | null;
  mentions?: string[];
  expiresInS?: number;
  poll?: Poll;
}

/** What one has waiting in a conversation, the earliest first. */
export interface Schedule {
  items: Scheduled[];
  /** Something changed of which only the list says what it is: it is to be asked anew. */
  stale?: boolean;
}

/** What is asked of the server for a message that is to be sent later. */
export type NewScheduled = Omit<Scheduled, "state" | "code">;

/** The list as it was asked for. */
export function onSchedule(state: State, of: Id, items: Scheduled[]): State {
  return { ...state, scheduled: withEntry(state.scheduled, of, { items: inOrder(items) }) };
}

/** One of them was made, changed, sent, refused or cancelled. */
export function onScheduled(state: State, frame: ScheduledFrame): State {
  const known = state.scheduled.get(frame.of);
  const item = known?.items.find((one) => one.key === frame.key);
  const others = known?.items.filter((one) => one.key !== frame.key) ?? [];
  if (frame.state === "sent" || frame.state === "cancelled") {
    return known && item ? { ...state, scheduled: withEntry(state.scheduled, frame.of, { ...known, items: others }) } : state;
  }
  const stale = !item || frame.state === "waiting"; // its text may be another
  const { state: became, code, sendAt = item?.sendAt ?? frame.at } = frame;
  // one that failed is told of wherever one is, before anybody asked what it was
  const told: Scheduled[] = item || became === "failed" ? [{ key: frame.key, ...item, state: became, code, sendAt }] : [];
  const next = { items: inOrder([...others, ...told]), ...((stale || known?.stale) && { stale: true }) };
  return { ...state, scheduled: withEntry(state.scheduled, frame.of, next) };
}

function inOrder(items: Scheduled[]): Scheduled[] {
  return [...items].sort((a, b) => Date.parse(a.sendAt) - Date.parse(b.sendAt));
}
