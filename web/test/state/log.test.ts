import { describe, expect, it } from "vitest";
import { onHead } from "../../src/state/events/head.ts";
import { onAfresh, onOlder } from "../../src/state/events/history.ts";
import { after, chat, live, signedIn, snapshot, texts } from "./fixtures.ts";
import { BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

describe("the log of a conversation", () => {
  it("shows a live message at the end and counts it as unread", () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const before = after(signedIn(), snapshot(server, { conversation: server.head({ read: 1, unread: 0 }) }));
    const now = after(before, live(server.say(BOB, "two")));
    expect(texts(now)).toEqual(["one", "two"]);
    expect(chat(now).unread).toBe(1);
  });

  it("ends somebody's typing with their first message, of a conversation that it doesn't hold yet", () => {
    const server = new ServerLog();
    const typing = after(signedIn(), { type: "typing", conversation: CHAT, user: BOB, on: true });
    expect(typing.typing.get(CHAT)?.has(BOB)).toBe(true);
    const now = after(typing, live(server.say(BOB, "hello")));
    expect(now.typing.get(CHAT)?.has(BOB)).toBe(false);
  });

  it("drops a rev that it has", () => {
    const server = new ServerLog();
    const state = after(signedIn(), snapshot(server));
    const hello = live(server.say(BOB, "hello"));
    const once = after(state, hello);
    expect(after(once, hello)).toBe(once);
  });

  it("holds what comes ahead of a gap and applies it in order once the gap is filled", () => {
    const server = new ServerLog();
    const state = after(signedIn(), snapshot(server));
    const [one, two, three] = ["one", "two", "three"].map((text) => server.say(BOB, text));
    const gap = after(state, live(one!), live(three!));
    expect(texts(gap)).toEqual(["one"]);
    expect(chat(gap)).toMatchObject({ rev: 1, lastRev: 3 });
    expect(texts(after(gap, live(two!)))).toEqual(["one", "two", "three"]);
  });

  it("uses up the rev of a void and of an event type that it doesn't know", () => {
    const server = new ServerLog();
    const state = after(signedIn(), snapshot(server));
    const unknown = server.change(BOB, { type: "hologram", target: 1 });
    const nothing = server.change(BOB, { type: "void" });
    const now = after(state, live(unknown), live(nothing), live(server.say(BOB, "on we go")));
    expect(texts(now)).toEqual(["on we go"]);
    expect(chat(now).rev).toBe(3);
  });

  it("applies a change only to messages that it didn't get folded as of a later rev", () => {
    const server = new ServerLog();
    server.say(BOB, "first");
    const state = after(signedIn(), snapshot(server, { events: [] }));
    const edit = server.change(BOB, { type: "edit", target: 1, text: "second" });
    server.change(BOB, { type: "edit", target: 1, text: "third" });
    const page = { conversation: CHAT, messages: server.folded(), asOf: 3, more: false };
    const now = after(onOlder(state, page), live(edit));
    expect(texts(now)).toEqual(["third"]);
  });

  it("amends a page of history with the changes that overtook it", () => {
    const server = new ServerLog();
    server.say(BOB, "first");
    const page = { conversation: CHAT, messages: server.folded(), asOf: 1, more: false };
    const state = after(signedIn(), snapshot(server, { events: [] }));
    const edit = live(server.change(BOB, { type: "edit", target: 1, text: "second" }));
    const overtaken = onOlder(after(state, edit), { ...page, later: server.after(1) });
    expect(texts(overtaken)).toEqual(["second"]);
  });

  it("keeps the place of a deleted message and takes it off the unread ones", () => {
    const server = new ServerLog();
    server.say(BOB, "secret");
    const state = after(signedIn(), snapshot(server));
    const now = after(state, live(server.change(BOB, { type: "delete", target: 1 })));
    expect(texts(now)).toEqual(["deleted"]);
    expect(chat(now).unread).toBe(0);
  });

  it("asks for the head of a conversation that it doesn't hold, and then has its first message", () => {
    const server = new ServerLog();
    const hello = server.say(BOB, "hello");
    const waiting = after(signedIn(), live(hello));
    expect(waiting.unknown.get(CHAT)).toHaveLength(1);
    const now = onHead(waiting, server.head({ kind: "direct" }));
    expect(texts(now)).toEqual(["hello"]);
    expect(chat(now)).toMatchObject({ unread: 1, rev: 1, complete: true });
    expect(now.unknown.size).toBe(0);
  });

  it("starts afresh where it is too far behind", () => {
    const server = new ServerLog();
    server.say(BOB, "old");
    const state = after(signedIn(), snapshot(server));
    for (let n = 0; n < 500; n++) server.say(BOB, `news ${n}`);
    const messages = server.folded().slice(-50);
    const now = onAfresh(state, { conversation: CHAT, messages, asOf: server.lastRev, more: true });
    expect(chat(now)).toMatchObject({ rev: 501, complete: false });
    expect(texts(now)).toHaveLength(50);
  });

  it("counts a member once, whether the head or the event tells first", () => {
    const server = new ServerLog();
    const before = server.head({ members: 1 });
    const state = after(signedIn(), { type: "sync", conversation: before, events: [], complete: true });
    const joined = live(server.change(ME, { type: "member", user: BOB, change: "joined" }));
    const head = server.head({ members: 2 });
    expect(chat(after(onHead(state, head), joined)).members).toBe(2);
    expect(chat(onHead(after(state, joined), head)).members).toBe(2);
    expect(chat(onHead(after(state, joined), before)).members).toBe(2);
  });

  it("is dropped when this user was removed", () => {
    const server = new ServerLog();
    const state = after(signedIn(), snapshot(server));
    const gone = server.change(BOB, { type: "member", user: ME, change: "removed" });
    expect(after(state, live(gone)).conversations.size).toBe(0);
  });
});
