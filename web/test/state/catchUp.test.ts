import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Command, LogFrame } from "../../src/protocol/frames.ts";
import { CatchUp, isBehind, type Request } from "../../src/state/catchUp.ts";
import { blank, onHeads } from "../../src/state/events/head.ts";
import { onAfresh } from "../../src/state/events/history.ts";
import type { State } from "../../src/state/model.ts";
import { enqueued } from "../../src/state/outbox.ts";
import { Store } from "../../src/state/store.ts";
import { after, chat, live, signedIn, snapshot, texts } from "./fixtures.ts";
import { Limit } from "./limit.ts";
import { BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

/** Answers from a conversation's log; `meanwhile` happens before a kind of command is answered, each once. */
function answering(server: ServerLog, meanwhile: Record<string, (() => void)[]> = {}): Request {
  const answer = async (command: Command) => {
    await Promise.resolve();
    const asOf = server.lastRev;
    const messages = server.folded().slice(-50);
    const head = server.head();
    meanwhile[command.type]?.shift()?.();
    switch (command.type) {
      case "changes":
        return { events: server.after(command.after), more: false };
      case "history":
        return { messages, asOf, more: server.lastSeq > 50 };
      default:
        return { conversation: head };
    }
  };
  return answer as unknown as Request;
}

describe("catching up", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("asks again what the server refused in a crowd, until all is here, and doesn't flood it", async () => {
    const limit = new Limit(20, 50);
    const request = async ({ conversation }: { conversation: string }) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      limit.take();
      const events: LogFrame[] = [{ type: "void", conversation, rev: 1 }];
      return { events, more: false };
    };
    const all = Array.from({ length: 300 }, (_, n) => blank({ id: `cv_${n}`, kind: "group", lastSeq: 0, lastRev: 1 }, 0));
    const store = new Store<State>({ ...signedIn(), conversations: new Map(all.map((one) => [one.id, one])) });
    new CatchUp(store, request as unknown as Request).goLive(true);
    await vi.advanceTimersByTimeAsync(30_000);
    expect([...store.value.conversations.values()].filter(isBehind)).toEqual([]);
    expect(limit.refused).toBeGreaterThan(0);
    expect(limit.disregarded).toBeLessThan(50);
  });

  it("asks no more when the connection is gone", async () => {
    const limit = new Limit(0, 1);
    const request = vi.fn(async () => {
      await Promise.resolve();
      limit.take();
    });
    const one = blank({ id: CHAT, kind: "group", lastSeq: 0, lastRev: 1 }, 0);
    const store = new Store<State>({ ...signedIn(), conversations: new Map([[CHAT, one]]) });
    const catchUp = new CatchUp(store, request as unknown as Request);
    catchUp.goLive(true);
    await vi.advanceTimersByTimeAsync(500);
    catchUp.goLive(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(request.mock.calls.length).toBeLessThan(3);
  });

  it("goes on when something happened while the end was fetched afresh", async () => {
    const server = new ServerLog();
    server.say(BOB, "first");
    const state = after(signedIn(), snapshot(server));
    for (let n = 2; n <= 400; n++) server.say(BOB, `n ${n}`);
    const store = new Store<State>(after(state, live(server.log.at(-1)!)));
    const happens = () => {
      server.say(BOB, "unseen");
      const last = server.say(BOB, "meanwhile");
      store.update((now) => after(now, live(last)));
    };
    const catchUp = new CatchUp(store, answering(server, { history: [happens] }));
    catchUp.goLive(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(isBehind(chat(store.value))).toBe(false);
    expect(texts(store.value).slice(-3)).toEqual(["n 400", "unseen", "meanwhile"]);
  });

  it("applies what waited for the head of a conversation that a list made known meanwhile", async () => {
    const server = new ServerLog();
    for (const text of ["one", "two"]) server.say(BOB, text);
    const listed = server.head();
    const [unseen, third] = ["unseen", "three"].map((text) => server.say(BOB, text));
    const store = new Store<State>(after(signedIn(), live(third!)));
    const meanwhile = { head: [() => store.update((now) => onHeads(now, [listed]))] };
    new CatchUp(store, answering(server, meanwhile)).goLive(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.value.unknown.size).toBe(0);
    expect(texts(store.value)).toEqual([unseen!.text, third!.text]);
    expect(chat(store.value)).toMatchObject({ rev: 4, unread: 4 });
  });
});

describe("what the end of a conversation brings", () => {
  it("is no longer on its way", () => {
    const server = new ServerLog();
    const entry = { key: "k1", conversation: CHAT, text: "mine", format: "plain" as const, at: "2026-11-22T04:00:00.000Z" };
    const state = { ...after(signedIn(), snapshot(server)), outbox: enqueued([], entry) };
    server.say(BOB, "before");
    server.say(ME, "mine", { key: "k1" });
    const held = after(state, live(server.log[1]!));
    const page = { conversation: CHAT, messages: server.folded(), asOf: server.lastRev, more: false };
    expect(onAfresh(state, page).outbox).toEqual([]);
    expect(after(held, { type: "sync", conversation: server.head(), events: [live(server.log[0]!) as LogFrame], complete: true }).outbox).toEqual([]);
  });
});
