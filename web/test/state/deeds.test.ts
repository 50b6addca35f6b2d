import { describe, expect, it, vi } from "vitest";
import type { ChangeReply, Command } from "../../src/protocol/frames.ts";
import { Refusal, Unreachable } from "../../src/protocol/refusal.ts";
import type { Request } from "../../src/state/catchUp.ts";
import { DeedDelivery } from "../../src/state/deedDelivery.ts";
import { done, rangesOf, withDeeds, type Change, type NewDeed } from "../../src/state/deeds.ts";
import { isClosed } from "../../src/state/events/vote.ts";
import { expiredBy } from "../../src/state/events/expire.ts";
import type { State } from "../../src/state/model.ts";
import { Store } from "../../src/state/store.ts";
import { after, chat, live, signedIn, snapshot, texts } from "./fixtures.ts";
import { ACCOUNT, BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

let keys = 0;

function deed(change: Change): NewDeed {
  return { ...change, key: `k${++keys}`, conversation: CHAT, at: "2026-11-22T05:00:00.000Z" };
}

function talk() {
  const server = new ServerLog();
  server.say(ME, "mine");
  server.say(BOB, "his");
  return { server, state: after(signedIn(), snapshot(server)) };
}

const ask = (server: ServerLog) => server.say(BOB, "What shall it be?", { poll: { options: ["tea", "coffee"] } });
const vote = (options: number[]) => deed({ type: "vote", target: 3, options });
const edit = (text: string) => deed({ type: "edit", target: 1, text, format: "markdown" });
const like = (on: boolean) => deed({ type: "react", target: 2, emoji: "👍", on });

describe("changes made here", () => {
  it("are seen at once, and only by who made them until the server confirms", () => {
    const { state } = talk();
    const changed = [edit("better"), like(true), deed({ type: "pin", target: 2, on: true })].reduce(done, state);
    expect(texts(changed)).toEqual(["mine", "his"]);
    const [mine, his] = chat(withDeeds(changed)).messages;
    expect(mine).toMatchObject({ text: "better", waiting: true });
    expect(his).toMatchObject({ reactions: [{ emoji: "👍", count: 1, mine: true }], pinned: true });
    expect(texts(withDeeds(done(changed, deed({ type: "delete", targets: rangesOf([1]) }))))).toEqual(["deleted", "his"]);
    expect(texts(withDeeds(done(changed, deed({ type: "hide", targets: rangesOf([2]) }))))).toEqual(["better"]);
  });

  it("take the place of an earlier one of the same kind", () => {
    const { state } = talk();
    const changed = [edit("one"), like(true), edit("two"), like(false)].reduce(done, state);
    expect(changed.deeds).toHaveLength(2);
    expect(texts(withDeeds(changed))).toEqual(["two", "his"]);
    expect(chat(withDeeds(changed)).messages[1]!.reactions).toEqual([]);
  });

  it("move a vote from one option to another, and close a poll", () => {
    const { server, state } = talk();
    const asked = after(state, live(ask(server)), live(server.vote(ME, 3, [0])), live(server.vote(BOB, 3, [0])));
    expect(chat(asked).messages[2]!.poll).toMatchObject({ counts: [2, 0], mine: [0] });
    const changed = done(done(asked, vote([1])), deed({ type: "close", target: 3 }));
    const { poll } = chat(withDeeds(changed)).messages[2]!;
    expect(poll).toMatchObject({ counts: [1, 1], mine: [1] });
    expect(isClosed(poll!, 0)).toBe(true);
    expect(chat(withDeeds(done(asked, vote([])))).messages[2]!.poll).toMatchObject({ counts: [1, 0], mine: [] });
  });

  it("keep a conversation the same object while nothing changes", () => {
    const { state } = talk();
    const changed = done(state, edit("better"));
    expect(chat(withDeeds({ ...changed, cursor: "c2" }))).toBe(chat(withDeeds(changed)));
  });

  it("name seqs as ranges", () => {
    expect(rangesOf([5, 3, 4, 9, 3])).toEqual([
      { low: 3, high: 5 },
      { low: 9, high: 9 },
    ]);
  });
});

/** A server that answers changes, or fails as it is told. */
function delivering(changes: NewDeed[], answers: (Error | Partial<ChangeReply>)[]) {
  const { server, state } = talk();
  const store = new Store<State>(changes.reduce(done, state));
  const heard: Command[] = [];
  const request = ((command: Command) => {
    heard.push(command);
    const answer = answers.shift() ?? {};
    if (answer instanceof Error) return Promise.reject(answer);
    const hides = command.type === "delete" && command.for === "me";
    const rev = hides ? 6 : server.change(ME, { ...command, type: command.type === "react" ? "reaction" : command.type }).rev;
    return Promise.resolve({ conversation: hides ? ACCOUNT : CHAT, rev, at: "2026-11-22T05:00:01.000Z", ...answer });
  }) as unknown as Request;
  const delivery = new DeedDelivery(store, request, () => undefined);
  delivery.goLive(true);
  return { store, heard, delivery };
}

describe("their delivery", () => {
  it("gives them in order, and the answer stands for the event", async () => {
    const { store, heard } = delivering([edit("better"), like(true), deed({ type: "hide", targets: rangesOf([2]) })], []);
    await vi.waitFor(() => expect(store.value.deeds).toEqual([]));
    expect(heard.map((command) => command.type)).toEqual(["edit", "react", "delete"]);
    expect(texts(store.value)).toEqual(["better"]);
    expect(store.value.account.rev).toBe(6);
    expect(chat(store.value).rev).toBe(4);
  });

  it("says what was refused, goes on with the next, and tries it again when asked", async () => {
    const { store } = delivering([edit("better"), like(true)], [new Refusal({ code: "forbidden", message: "no" })]);
    await vi.waitFor(() => expect(store.value.deeds.map((one) => one.refused?.code)).toEqual(["forbidden"]));
    const [mine, his] = chat(withDeeds(store.value)).messages;
    expect(mine).toMatchObject({ text: "mine", refused: { type: "edit", text: "better" } });
    expect(his!.reactions).toHaveLength(1);
  });

  it("drops what has become idle", async () => {
    const { store } = delivering([like(true)], [new Refusal({ code: "not_found" })]);
    await vi.waitFor(() => expect(store.value.deeds).toEqual([]));
  });

  it("waits when asked to, and gives it again after a lost answer", async () => {
    const { store, heard, delivery } = delivering([edit("better")], [
      new Refusal({ code: "rate_limited", retryAfterMs: 5 }),
      new Unreachable("lost"),
    ]);
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(store.value.deeds).toHaveLength(1);
    delivery.goLive(false);
    delivery.goLive(true);
    await vi.waitFor(() => expect(store.value.deeds).toEqual([]));
    expect(new Set(heard.map((command) => (command as { key?: string }).key)).size).toBe(1);
  });

  it("leaves it to the event where there was no new change", async () => {
    const { store } = delivering([like(true)], [{ duplicate: true }]);
    await vi.waitFor(() => expect(store.value.deeds).toEqual([]));
    expect(chat(store.value).messages[1]!.reactions).toEqual([]);
  });
});

describe("a message with a time of its own", () => {
  it("says nothing any more when it is over, wherever it is held, and counts as unread no more", () => {
    const { server, state } = talk();
    const expiresAt = "2026-11-22T04:10:00.000Z";
    const now = after(state, live(server.say(BOB, "for a while", { expiresAt })));
    const unread = chat(now).unread;
    expect(expiredBy(now, Date.parse(expiresAt) - 1)).toBe(now);
    const over = expiredBy(now, Date.parse(expiresAt));
    expect(texts(over).at(-1)).toBe("expired");
    expect(chat(over).unread).toBe(unread - 1);
    expect(expiredBy(over, Date.parse(expiresAt) + 1)).toBe(over);
  });
});
