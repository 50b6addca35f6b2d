import { describe, expect, it, vi } from "vitest";
import type { SendCommand, SendReply } from "../../src/protocol/frames.ts";
import { Refusal, Unreachable } from "../../src/protocol/refusal.ts";
import { Delivery } from "../../src/state/delivery.ts";
import type { State } from "../../src/state/model.ts";
import { discarded, enqueued, keyBefore, refused, retried } from "../../src/state/outbox.ts";
import { Store } from "../../src/state/store.ts";
import { after, chat, signedIn, snapshot, texts } from "./fixtures.ts";
import { Limit } from "./limit.ts";
import { CHAT, ME, ServerLog } from "./serverLog.ts";

function entry(key: string) {
  return { key, conversation: CHAT, text: `text of ${key}`, format: "plain" as const, at: "2026-11-22T04:00:00.000Z" };
}

const two = enqueued(enqueued([], entry("k1")), entry("k2"));

describe("the outbox", () => {
  it("puts a message behind the nearest one that isn't acknowledged", () => {
    expect(keyBefore(two, two[0]!)).toBeUndefined();
    expect(keyBefore(two, two[1]!)).toBe("k1");
    expect(keyBefore(refused(two, "k1", { code: "blocked", message: "" }), two[1]!)).toBeUndefined();
  });

  it("retries a refused message at the end, with its key", () => {
    const again = retried(refused(two, "k1", { code: "blocked", message: "" }), "k1");
    expect(again.map((one) => one.key)).toEqual(["k2", "k1"]);
    expect(again[1]!.refused).toBeUndefined();
  });

  it("forgets what is discarded", () => {
    expect(discarded(two, "k1").map((one) => one.key)).toEqual(["k2"]);
  });
});

/** A server that stores sends by key, and fails as it is told. */
class FakeServer {
  readonly log = new ServerLog();
  readonly heard: SendCommand[] = [];
  readonly fails: Error[] = [];
  loseAnswers = 0;

  readonly send = (command: SendCommand): Promise<SendReply> => {
    this.heard.push(command);
    const failure = this.fails.shift();
    if (failure) return Promise.reject(failure);
    const known = this.log.log.find((frame) => frame.type === "message" && frame.key === command.key);
    if (!known && command.after && !this.log.log.some((f) => f.type === "message" && f.key === command.after)) {
      return Promise.reject(new Refusal({ code: "out_of_order" }));
    }
    const frame = known ?? this.log.say(ME, command.text ?? "", { key: command.key });
    if (this.loseAnswers-- > 0) return Promise.reject(new Unreachable("lost"));
    const { rev, at } = frame as { rev: number; at: string };
    return Promise.resolve({ conversation: CHAT, seq: (frame as { seq: number }).seq, rev, at, duplicate: !!known });
  };
}

/** A server that takes 50 at once and 10 a second. */
class LimitingServer {
  readonly limit = new Limit(50, 10);
  readonly #log: SendCommand[] = [];

  keys(conversation: string): string[] {
    return this.#log.filter(({ to }) => to === conversation).map(({ key }) => key);
  }

  readonly send = async (command: SendCommand): Promise<SendReply> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.limit.take();
    if (command.after && !this.#log.some(({ key }) => key === command.after)) throw new Refusal({ code: "out_of_order" });
    this.#log.push(command);
    const seq = this.keys(command.to).length;
    return { conversation: command.to, seq, rev: seq, at: "2026-11-22T04:00:00.000Z" };
  };
}

function delivering(server: FakeServer, outbox = two) {
  const store = new Store<State>({ ...after(signedIn(), snapshot(server.log)), outbox });
  const delivery = new Delivery(store, server.send, () => undefined);
  delivery.goLive(true);
  return { store, delivery };
}

describe("delivery", () => {
  it("sends in order, each behind the one before, and shows them as the server's", async () => {
    const server = new FakeServer();
    const { store } = delivering(server);
    await vi.waitFor(() => expect(store.value.outbox).toEqual([]));
    expect(server.heard.map(({ key, after: behind }) => [key, behind])).toEqual([
      ["k1", undefined],
      ["k2", "k1"],
    ]);
    expect(texts(store.value)).toEqual(["text of k1", "text of k2"]);
    expect(chat(store.value).messages.map((m) => m.key)).toEqual(["k1", "k2"]);
  });

  it("never swaps two messages when the first has to wait", async () => {
    const server = new FakeServer();
    server.fails.push(new Refusal({ code: "rate_limited", retryAfterMs: 20 }));
    const { store } = delivering(server);
    await vi.waitFor(() => expect(store.value.outbox).toEqual([]));
    expect(texts(store.value)).toEqual(["text of k1", "text of k2"]);
  });

  it("sends more than the limit lets through without flooding", async () => {
    vi.useFakeTimers();
    try {
      const server = new LimitingServer();
      const ids = ["cv_a", "cv_b", "cv_c", "cv_d"];
      const all = Array.from({ length: 240 }, (_, n) => ({ ...entry(`k${n}`), conversation: ids[n % 4]! }));
      const outbox = all.reduce<State["outbox"]>(enqueued, []);
      const store = new Store<State>({ ...signedIn(), outbox });
      const delivery = new Delivery(store, server.send, () => undefined);
      delivery.goLive(true);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(store.value.outbox).toEqual([]);
      expect(server.limit.refused).toBeGreaterThan(0);
      expect(server.limit.disregarded).toBeLessThan(50);
      for (const id of ids) expect(server.keys(id)).toEqual(all.filter((one) => one.conversation === id).map((one) => one.key));
    } finally {
      vi.useRealTimers();
    }
  });

  it("lets others go on while a slow conversation makes its members wait", async () => {
    const heard: string[] = [];
    const slow = { ...chat(after(signedIn(), snapshot(new ServerLog()))), slowS: 30 };
    const outbox = [...two, { ...entry("k3"), conversation: "cv_other", order: 3 }];
    const store = new Store<State>({ ...signedIn(), conversations: new Map([[CHAT, slow]]), outbox });
    const send = (command: SendCommand): Promise<SendReply> => {
      heard.push(command.key);
      if (command.to === CHAT) return Promise.reject(new Refusal({ code: "rate_limited", retryAfterMs: 30_000 }));
      return Promise.resolve({ conversation: command.to, seq: 1, rev: 1, at: "2026-11-22T04:00:00.000Z" });
    };
    const delivery = new Delivery(store, send, () => undefined);
    delivery.goLive(true);
    await vi.waitFor(() => expect(store.value.outbox.map(({ key }) => key)).toEqual(["k1", "k2"]));
    expect(heard).toEqual(["k1", "k3"]);
    delivery.goLive(false);
  });

  it("shows a refusal and goes on with the next", async () => {
    const server = new FakeServer();
    server.fails.push(new Refusal({ code: "blocked", message: "no" }));
    const { store } = delivering(server);
    await vi.waitFor(() => expect(store.value.outbox).toHaveLength(1));
    expect(store.value.outbox[0]).toMatchObject({ key: "k1", refused: { code: "blocked" } });
    expect(texts(store.value)).toEqual(["text of k2"]);
  });

  it("sends again with the same key when an answer was lost, and stores it once", async () => {
    const server = new FakeServer();
    server.loseAnswers = 1;
    const { store, delivery } = delivering(server, enqueued([], entry("k1")));
    await vi.waitFor(() => expect(server.log.lastSeq).toBe(1));
    expect(store.value.outbox).toHaveLength(1);
    delivery.goLive(false);
    delivery.goLive(true);
    await vi.waitFor(() => expect(store.value.outbox).toEqual([]));
    expect(server.log.lastSeq).toBe(1);
    expect(texts(store.value)).toEqual(["text of k1"]);
  });

  it("rests when the connection is lost under a send", async () => {
    const server = new ServerLog();
    const store = new Store<State>({ ...after(signedIn(), snapshot(server)), outbox: two });
    const asked: (() => void)[] = [];
    const send = () => new Promise<never>((_, reject) => asked.push(() => reject(new Unreachable("lost"))));
    const delivery = new Delivery(store, send, () => undefined);
    delivery.goLive(true);
    expect(asked).toHaveLength(2);
    delivery.goLive(false);
    asked.forEach((lose) => lose());
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).toHaveLength(2);
    delivery.goLive(true);
    expect(asked).toHaveLength(4);
  });

  it("keeps a message in sight that came back before what was said before it", async () => {
    const server = new FakeServer();
    const { store } = delivering(server, []);
    const before = server.log.say("other", "before");
    store.update((state) => ({ ...state, outbox: enqueued([], entry("k1")) }));
    const delivery = new Delivery(store, server.send, () => undefined);
    delivery.goLive(true);
    await vi.waitFor(() => expect(chat(store.value).held).toHaveLength(1));
    expect(store.value.outbox).toHaveLength(1);
    expect(server.heard).toHaveLength(1);
    store.update((state) => after(state, before));
    expect(store.value.outbox).toEqual([]);
    expect(texts(store.value)).toEqual(["before", "text of k1"]);
  });

  it("waits while not live", () => {
    const server = new FakeServer();
    const store = new Store<State>({ ...after(signedIn(), snapshot(server.log)), outbox: two });
    new Delivery(store, server.send, () => undefined).pump();
    expect(server.heard).toEqual([]);
  });
});
