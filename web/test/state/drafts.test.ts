import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DraftFrame, ToldDraft } from "../../src/protocol/frames.ts";
import { Unreachable } from "../../src/protocol/refusal.ts";
import { Delivery } from "../../src/state/delivery.ts";
import { DraftDelivery } from "../../src/state/draftDelivery.ts";
import { draftIn, drafted, onDraft } from "../../src/state/drafts.ts";
import type { State } from "../../src/state/model.ts";
import { written } from "../../src/state/outbox.ts";
import { Store } from "../../src/state/store.ts";
import { after, signedIn, snapshot } from "./fixtures.ts";
import { ACCOUNT, BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

const T = Date.parse("2026-11-22T05:00:00.000Z");
const time = (s: number) => new Date(T + s * 1000).toISOString();

function talk(): State {
  const server = new ServerLog();
  server.say(BOB, "hello");
  return after(signedIn(), snapshot(server));
}

function told(rev: number, text: string | undefined, s: number): DraftFrame {
  return { type: "draft", conversation: ACCOUNT, rev, from: ME, at: time(s), of: CHAT, ...(text && { text }) };
}

const message = { key: "k", conversation: CHAT, text: "good morning", format: "plain" as const, at: time(9) };

describe("a draft", () => {
  it("comes from another device, and goes with it", () => {
    const there = after(talk(), told(6, "good mor", 1));
    expect(draftIn(there, CHAT)).toEqual({ text: "good mor", at: time(1) });
    expect(draftIn(after(there, told(7, undefined, 1)), CHAT)).toBeUndefined();
  });

  it("that is later stands, in whatever order they come", () => {
    const mine = drafted(talk(), CHAT, "mine", undefined, T + 5_000);
    expect(draftIn(after(mine, told(6, "theirs", 4)), CHAT)?.text).toBe("mine");
    expect(draftIn(after(mine, told(6, "theirs", 6)), CHAT)?.text).toBe("theirs");
    const slow = drafted(after(talk(), told(6, "theirs", 60)), CHAT, "written on it", undefined, T);
    expect(Date.parse(draftIn(slow, CHAT)!.at)).toBeGreaterThan(T + 60_000);
  });

  it("that was sent doesn't come back by an answer that is late", () => {
    const sent = written(drafted(talk(), CHAT, "good mor", undefined, T), message);
    expect(draftIn(sent, CHAT)).toBeUndefined();
    expect(draftIn(onDraft(sent, CHAT, { text: "good mor", at: time(0) }), CHAT)).toBeUndefined();
    expect(draftIn(onDraft(sent, CHAT, { text: "next", at: time(1) }), CHAT)?.text).toBe("next");
  });

  it("that another device cleared while this one was away is gone by what the head says", () => {
    const server = new ServerLog();
    server.say(BOB, "hello");
    const there = after(talk(), told(6, "good mor", 1));
    expect(draftIn(after(there, snapshot(server)), CHAT)).toBeUndefined();
    const unsaved = drafted(there, CHAT, "good morning", undefined, T + 2_000);
    expect(draftIn(after(unsaved, snapshot(server)), CHAT)?.text).toBe("good morning");
  });
});

describe("its delivery", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function delivering() {
    const store = new Store<State>(talk());
    const heard: object[] = [];
    const answers: ((told: ToldDraft | Error) => void)[] = [];
    const give = (method: string, _: string, draft: object) => {
      heard.push({ method, ...draft });
      return new Promise<ToldDraft>((resolve, reject) => {
        answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      });
    };
    const sends: string[] = [];
    const send = (command: { text?: string }) => {
      sends.push(command.text ?? "");
      return new Promise<never>(() => {});
    };
    const drafts: DraftDelivery = new DraftDelivery(store, give, () => delivery.pump());
    const delivery: Delivery = new Delivery(store, send, () => undefined, (id) => drafts.isBusy(id));
    store.subscribe(() => drafts.look());
    drafts.goLive(true);
    delivery.goLive(true);
    const type = (text: string) => store.update((state) => drafted(state, CHAT, text, undefined, Date.now()));
    return { store, heard, answers, sends, drafts, delivery, type };
  }

  it("gives what was typed once, when nobody writes on", async () => {
    const { store, heard, answers, type } = delivering();
    for (const text of ["g", "go", "good"]) {
      type(text);
      await vi.advanceTimersByTimeAsync(500);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    const { at } = draftIn(store.value, CHAT)!;
    expect(heard).toEqual([{ method: "PUT", text: "good", at }]);
    answers[0]!({ text: "good", at });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).toHaveLength(1);
    expect(draftIn(store.value, CHAT)).toEqual({ text: "good", at });
    type("");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard[1]).toMatchObject({ method: "DELETE" });
  });

  it("has a message wait until it is answered, and gives none while one waits", async () => {
    const { store, heard, answers, sends, delivery, type } = delivering();
    type("good mor");
    await vi.advanceTimersByTimeAsync(1_000);
    store.update((state) => written(state, message));
    delivery.pump();
    expect(sends).toEqual([]);
    answers[0]!({ text: "good mor", at: time(0) });
    await vi.advanceTimersByTimeAsync(0);
    expect(sends).toEqual(["good morning"]);
    type("and more");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(heard).toHaveLength(1);
    store.update((state) => ({ ...state, outbox: [] }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(heard[1]).toMatchObject({ text: "and more" });
  });

  it("tries again after a lost answer", async () => {
    const { heard, answers, type } = delivering();
    type("good");
    await vi.advanceTimersByTimeAsync(1_000);
    answers[0]!(new Unreachable("lost"));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(heard).toHaveLength(2);
  });
});
