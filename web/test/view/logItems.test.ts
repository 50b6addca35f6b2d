import { describe, expect, it } from "vitest";
import { delivered } from "../../src/state/delivery.ts";
import { enqueued } from "../../src/state/outbox.ts";
import { logItems } from "../../src/view/logItems.ts";
import { after, chat, live, signedIn, snapshot } from "../state/fixtures.ts";
import { BOB, CHAT, ME, ServerLog } from "../state/serverLog.ts";

function kinds(server: ServerLog, unreadAfter?: number): string[] {
  const state = after(signedIn(), snapshot(server));
  return logItems(chat(state), [], ME, unreadAfter).map((item) =>
    item.kind === "message" ? `${item.message.text}${item.first ? " first" : ""}${item.last ? " last" : ""}` : item.kind,
  );
}

describe("the log on screen", () => {
  it("groups what one person said within five minutes", () => {
    const server = new ServerLog();
    server.say(BOB, "a");
    server.say(BOB, "b");
    server.say(ME, "c");
    expect(kinds(server)).toEqual(["begin", "day", "a first", "b last", "c first last"]);
  });

  it("puts the unread line before the first unread message, once", () => {
    const server = new ServerLog();
    server.say(BOB, "a");
    server.say(BOB, "b");
    server.say(BOB, "c");
    expect(kinds(server, 1)).toEqual(["begin", "day", "a first last", "unread", "b first", "c last"]);
  });

  it("draws no unread line while the messages before it aren't here", () => {
    const server = new ServerLog();
    server.say(BOB, "a");
    server.say(BOB, "b");
    const state = after(signedIn(), snapshot(server));
    const short = { ...chat(state), messages: chat(state).messages.slice(1), complete: false };
    expect(logItems(short, [], ME, 0).map((item) => item.kind)).toEqual(["day", "message"]);
    expect(logItems(short, [], ME, 1).map((item) => item.kind)).toEqual(["day", "unread", "message"]);
  });

  it("tells between the messages what happened, and groups none across it", () => {
    const server = new ServerLog();
    server.say(BOB, "a");
    server.say(BOB, "b");
    const group = { ...chat(after(signedIn(), snapshot(server))), kind: "group" as const };
    const between = group.messages[0]!.at;
    const lines = [{ rev: 99, at: between, from: BOB, what: "joined" as const, user: ME }];
    group.messages = group.messages.map((message, at) => (at === 0 ? { ...message, at: "2026-11-22T03:59:00.000Z" } : message));
    const kinds = logItems({ ...group, lines }, [], ME, undefined).map((item) => item.kind);
    expect(kinds).toEqual(["begin", "day", "message", "line", "message"]);
  });

  it("keeps a message's key from writing to ok, so nothing is mounted again", () => {
    const server = new ServerLog();
    server.say(BOB, "hi");
    const entry = { key: "k1", conversation: CHAT, text: "yo", format: "plain" as const, at: "2026-11-22T04:00:09.000Z" };
    const waiting = { ...after(signedIn(), snapshot(server)), outbox: enqueued([], entry) };
    const keysOf = (state: typeof waiting) => logItems(chat(state), state.outbox, ME, undefined).map((i) => i.key);
    const sent = server.say(ME, "yo", { key: "k1" });
    const done = delivered(waiting, waiting.outbox[0]!, { conversation: CHAT, seq: 2, rev: 2, at: sent.at });
    expect(keysOf(done).at(-1)).toBe(keysOf(waiting).at(-1));
    expect(keysOf(done)).toHaveLength(keysOf(waiting).length);
  });

  it("never shows a message twice when it is here already and still waits for its ok", () => {
    const server = new ServerLog();
    const entry = { key: "k1", conversation: CHAT, text: "yo", format: "plain" as const, at: "", order: 1 };
    const state = after(signedIn(), snapshot(server), live(server.say(ME, "yo", { key: "k1" })));
    const items = logItems(chat(state), [entry], ME, undefined);
    expect(items.filter((item) => item.kind === "message" || item.kind === "outgoing")).toHaveLength(1);
  });
});
