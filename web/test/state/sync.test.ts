import { describe, expect, it } from "vitest";
import type { SyncFrame } from "../../src/protocol/frames.ts";
import { onOwnMark } from "../../src/state/events/marks.ts";
import { isBehind } from "../../src/state/catchUp.ts";
import { after, chat, live, signedIn, snapshot, texts } from "./fixtures.ts";
import { BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

function changesSince(server: ServerLog, rev: number, more: Partial<SyncFrame> = {}): SyncFrame {
  return { type: "sync", conversation: server.head(), events: server.after(rev), complete: true, ...more };
}

describe("a sync", () => {
  it("brings the changes since the cursor, raw, and drops those that are held", () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const state = after(signedIn(), snapshot(server), live(server.say(BOB, "two")));
    server.change(BOB, { type: "edit", target: 1, text: "one!" });
    expect(texts(after(state, changesSince(server, 1)))).toEqual(["one!", "two"]);
  });

  it("leaves a conversation behind when older changes are missing", () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const state = after(signedIn(), snapshot(server));
    for (let n = 0; n < 150; n++) server.say(BOB, `n ${n}`);
    const late = after(state, changesSince(server, 51, { complete: false }));
    expect(isBehind(chat(late))).toBe(true);
    const filled = after(late, ...server.after(1, 50).map(live));
    expect(isBehind(chat(filled))).toBe(false);
    expect(texts(filled)).toHaveLength(151);
  });

  it("takes a snapshot in place of what was held", () => {
    const server = new ServerLog();
    const state = after(signedIn(), snapshot(server), live(server.say(BOB, "one")));
    for (let n = 0; n < 200; n++) server.say(BOB, `n ${n}`);
    const now = after(state, snapshot(server, { events: server.folded().slice(-3) }));
    expect(texts(now)).toEqual(["n 197", "n 198", "n 199"]);
    expect(chat(now)).toMatchObject({ rev: 201, complete: false });
  });

  it("drops what it doesn't mention after a reset", () => {
    const server = new ServerLog();
    const other = { ...server.head(), id: "cv_00000000other", kind: "direct" as const };
    const state = after({ ...signedIn(), syncing: [] }, snapshot(server), {
      type: "sync",
      conversation: other,
      events: [],
      complete: true,
    });
    const again = after({ ...state, syncing: [] }, snapshot(server), {
      type: "synced",
      cursor: "c2",
      reset: true,
    });
    expect([...again.conversations.keys()]).toEqual([CHAT]);
    expect(again.cursor).toBe("c2");
  });

  it("drops a conversation that was left", () => {
    const server = new ServerLog();
    const state = after(signedIn(), snapshot(server));
    const left = changesSince(server, 0, { conversation: server.head({ left: true }) });
    expect(after(state, left).conversations.size).toBe(0);
  });

  it("starts a conversation that wasn't held at the first change that comes", () => {
    const server = new ServerLog();
    for (let n = 0; n < 20; n++) server.say(BOB, `n ${n}`);
    const now = after(signedIn(), changesSince(server, 15));
    expect(texts(now)).toEqual(["n 15", "n 16", "n 17", "n 18", "n 19"]);
    expect(chat(now)).toMatchObject({ rev: 20, unread: 20, complete: false });
  });

  it("takes an own message out of the outbox by its key", () => {
    const server = new ServerLog();
    server.say(ME, "hi", { key: "k1" });
    const entry = { key: "k1", conversation: CHAT, text: "hi", format: "plain" as const, at: "", order: 1 };
    const state = { ...signedIn(), outbox: [entry] };
    expect(after(state, changesSince(server, 0)).outbox).toEqual([]);
    expect(after(state, snapshot(server)).outbox).toEqual([]);
  });
});

describe("unread", () => {
  it("is nothing after an own message, and counts again from there", () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const state = after(signedIn(), snapshot(server));
    const mine = after(state, live(server.say(ME, "two", { key: "k" })));
    expect(chat(mine)).toMatchObject({ unread: 0, read: 2 });
    expect(chat(after(mine, live(server.say(BOB, "three")))).unread).toBe(1);
  });

  it("follows the own read mark, which never goes back", () => {
    const server = new ServerLog();
    for (let n = 1; n <= 5; n++) server.say(BOB, `n ${n}`);
    const state = after(signedIn(), snapshot(server));
    const read = onOwnMark(state, CHAT, "read", 3);
    expect(chat(read).unread).toBe(2);
    expect(onOwnMark(read, CHAT, "read", 2)).toBe(read);
    expect(read.marks.get(CHAT)).toEqual({ received: 3, read: 3 });
  });

  it("keeps a mark that the server may not have stored over one cursor more", () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const read = onOwnMark(after(signedIn(), snapshot(server)), CHAT, "read", 1);
    const once = after(read, { type: "cursor", cursor: "c1" });
    expect(once.marksBefore.has(CHAT)).toBe(true);
    const twice = after(once, { type: "cursor", cursor: "c2" });
    expect(twice.marks.size + twice.marksBefore.size).toBe(0);
  });

  it("counts what came while this device was away and had read ahead", () => {
    const server = new ServerLog();
    for (let n = 1; n <= 5; n++) server.say(BOB, `n ${n}`);
    const read = onOwnMark(after(signedIn(), snapshot(server)), CHAT, "read", 5);
    for (let n = 6; n <= 8; n++) server.say(BOB, `n ${n}`);
    const untold = { events: [], complete: false };
    expect(chat(after(read, changesSince(server, 5, untold)))).toMatchObject({ read: 5, unread: 3 });
    expect(chat(after(read, changesSince(server, 5))).unread).toBe(3);
  });

  it("keeps the marks given before a sync, and moves none where a poll ends", () => {
    const server = new ServerLog();
    for (const text of ["one", "two"]) server.say(BOB, text);
    const read = onOwnMark(after(signedIn(), snapshot(server)), CHAT, "read", 1);
    const before = after(read, { type: "cursor", cursor: "c1" });
    const synced = after({ ...before, syncing: [] }, { type: "synced", cursor: "c2" });
    expect(synced.marks.get(CHAT)).toEqual({ received: 1, read: 1 });
    const later = onOwnMark(synced, CHAT, "read", 2);
    const polled = after(later, { type: "synced", cursor: "c3" });
    expect(polled.marks.get(CHAT)).toEqual({ received: 2, read: 2 });
    expect(polled.cursor).toBe("c3");
  });

  it("is not brought back by a head that doesn't know the own mark yet", () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const read = onOwnMark(after(signedIn(), snapshot(server)), CHAT, "read", 1);
    expect(chat(after(read, changesSince(server, 1))).unread).toBe(0);
  });
});
