import { describe, expect, it } from "vitest";
import { textOrder } from "../../src/state/order.ts";
import { listed } from "../../src/state/selectors.ts";
import { enqueued } from "../../src/state/outbox.ts";
import { delivered } from "../../src/state/delivery.ts";
import { withUsers } from "../../src/state/events/users.ts";
import { onOlder } from "../../src/state/events/history.ts";
import { after, chat, signedIn, snapshot, texts } from "./fixtures.ts";
import { BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

describe("the list's order", () => {
  const server = new ServerLog();
  server.say(BOB, "hello");
  const state = after(signedIn(), snapshot(server));
  const model = chat(state);
  const numbered = (n: number) => ({ ...model, id: `cv_${n}`, updatedAt: `2026-11-22T04:00:00.${100 + ((n * 37) % 100)}Z` });
  const all = Array.from({ length: 100 }, (_, n) => numbered(n));
  const many = { ...state, conversations: new Map(all.map((one) => [one.id, one])) };

  it("is the same however it was before", () => {
    const fresh = listed(many).map(({ id }) => id);
    expect([...fresh].sort((a, b) => textOrder(many.conversations.get(b)!.updatedAt, many.conversations.get(a)!.updatedAt))).toEqual(fresh);
    const moved = { ...many, conversations: new Map(many.conversations).set("cv_50", { ...numbered(50), updatedAt: "2026-11-22T05:00:00.000Z" }) };
    moved.conversations.delete("cv_7");
    moved.conversations.set("cv_new", { ...numbered(1), id: "cv_new", pinned: true });
    const after = listed(moved, undefined, listed(many));
    expect(after.map(({ id }) => id)).toEqual(listed(moved).map(({ id }) => id));
    expect(after.slice(0, 2).map(({ id }) => id)).toEqual(["cv_new", "cv_50"]);
  });

  it("follows what waits to be sent", () => {
    const entry = { key: "k", conversation: "cv_3", text: "x", format: "plain" as const, at: "2026-11-22T06:00:00.000Z" };
    expect(listed({ ...many, outbox: enqueued([], entry) }, undefined, listed(many))[0]!.id).toBe("cv_3");
  });
});

describe("people", () => {
  const zoe = { id: "us_zoe", username: "zoe", name: "Zoe" };

  it("are known as guests once somebody says so, and remain so when a frame leaves it out", () => {
    const first = withUsers(signedIn(), [zoe]);
    const told = withUsers(first, [{ ...zoe, guest: true }]);
    expect(told.users.get("us_zoe")?.guest).toBe(true);
    expect(withUsers(told, [zoe])).toBe(told);
    expect(withUsers(told, [{ ...zoe, name: "Zoë" }]).users.get("us_zoe")).toMatchObject({ name: "Zoë", guest: true });
  });
});

describe("what was sent", () => {
  it("keeps whom it names", () => {
    const server = new ServerLog();
    server.say(BOB, "hello");
    const state = after(signedIn(), snapshot(server));
    const entry = { key: "k", conversation: CHAT, text: "@bob", format: "markdown" as const, mentions: [BOB], at: "2026-11-22T06:00:00.000Z", order: 1 };
    const next = delivered({ ...state, outbox: [entry] }, entry, { conversation: CHAT, seq: 2, rev: 2, at: entry.at });
    expect(chat(next).messages.at(-1)).toMatchObject({ from: ME, mentions: [BOB], key: "k" });
    expect(next.outbox).toEqual([]);
  });
});

describe("older messages", () => {
  it("join at the beginning, also when the page overlaps what is held", () => {
    const server = new ServerLog();
    for (let n = 1; n <= 6; n++) server.say(BOB, `n ${n}`);
    const state = after(signedIn(), snapshot(server));
    const cut = { ...chat(state), messages: chat(state).messages.slice(3), complete: false };
    const short = { ...state, conversations: new Map([[CHAT, cut]]) };
    const page = (to: number) => ({ conversation: CHAT, messages: server.folded().slice(0, to), asOf: server.lastRev, more: false });
    const wanted = ["n 1", "n 2", "n 3", "n 4", "n 5", "n 6"];
    expect(texts(onOlder(short, page(3)))).toEqual(wanted);
    expect(texts(onOlder(short, page(5)))).toEqual(wanted);
    expect(chat(onOlder(short, page(3))).complete).toBe(true);
  });
});
