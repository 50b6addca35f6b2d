import { describe, expect, it } from "vitest";
import type { ScheduledFrame } from "../../src/protocol/frames.ts";
import { onSchedule, type Scheduled } from "../../src/state/schedule.ts";
import { likely } from "../../src/view/moments.ts";
import { after, signedIn } from "./fixtures.ts";
import { ACCOUNT, CHAT } from "./serverLog.ts";

const item = (key: string, sendAt: string): Scheduled => ({ key, sendAt, state: "waiting", text: key });
const two = () => onSchedule(signedIn(), CHAT, [item("b", "2026-11-24T09:00:00.000Z"), item("a", "2026-11-23T09:00:00.000Z")]);
let rev = 5;
const frame = (key: string, state: ScheduledFrame["state"], more: Partial<ScheduledFrame> = {}): ScheduledFrame => ({
  type: "scheduled", conversation: ACCOUNT, rev: ++rev, at: "2026-11-22T05:00:00.000Z", of: CHAT, key, state, ...more,
});

describe("what is to be sent later", () => {
  it("is listed with the earliest first", () => {
    expect(two().scheduled.get(CHAT)!.items.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("goes from the list when it was sent or cancelled, and tells why it wasn't", () => {
    const sent = after(two(), frame("a", "sent"));
    expect(sent.scheduled.get(CHAT)!.items.map(({ key }) => key)).toEqual(["b"]);
    expect(after(sent, frame("b", "cancelled")).scheduled.get(CHAT)!.items).toEqual([]);
    const failed = after(two(), frame("a", "failed", { code: "blocked" }));
    expect(failed.scheduled.get(CHAT)).toMatchObject({ items: [{ key: "a", state: "failed", code: "blocked" }, { key: "b" }] });
    expect(failed.scheduled.get(CHAT)!.stale).toBeUndefined();
  });

  it("is asked for anew when one was made or changed elsewhere, of which only the list knows the text", () => {
    expect(after(two(), frame("c", "waiting", { sendAt: "2026-11-23T08:00:00.000Z" })).scheduled.get(CHAT)!.stale).toBe(true);
    const changed = after(two(), frame("a", "waiting", { sendAt: "2026-11-25T09:00:00.000Z" })).scheduled.get(CHAT)!;
    expect(changed.items.map(({ key }) => key)).toEqual(["b", "a"]);
    expect(changed.stale).toBe(true);
    const elsewhere = after(signedIn(), frame("a", "failed", { code: "blocked" })).scheduled.get(CHAT);
    expect(elsewhere).toMatchObject({ items: [{ key: "a", state: "failed", code: "blocked" }], stale: true });
    expect(after(signedIn(), frame("a", "sent")).scheduled.has(CHAT)).toBe(false);
  });
});

describe("the times that are offered", () => {
  const days = (...now: [number, number, number, number]) =>
    likely(new Date(...now)).map((date) => [date.getDate(), date.getHours()]);

  it("are all to come, and each another one", () => {
    expect(days(2026, 10, 25, 10)).toEqual([[25, 18], [26, 9], [30, 9]]); // a Wednesday
    expect(days(2026, 10, 25, 20)).toEqual([[26, 9], [26, 18], [30, 9]]);
    expect(days(2026, 10, 29, 10)).toEqual([[29, 18], [30, 9], [1, 9]]); // a Sunday
    expect(days(2026, 10, 30, 10)).toEqual([[30, 18], [1, 9], [7, 9]]); // a Monday
  });
});
