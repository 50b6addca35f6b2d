import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Archive } from "../../src/state/archive.ts";
import { enqueued } from "../../src/state/outbox.ts";
import { Session } from "../../src/state/session.ts";
import { after, chat, live, signedIn, snapshot, texts } from "./fixtures.ts";
import { BOB, CHAT, ServerLog } from "./serverLog.ts";

const entry = { key: "k1", conversation: CHAT, text: "yo", format: "plain" as const, at: "2026-11-22T04:00:00.000Z" };

async function saved(archive: Archive, state: Parameters<Archive["saveSoon"]>[0]) {
  archive.saveSoon(state);
  await archive.flush();
}

/** The writing that is under way from now on. */
function writing(): ReadonlySet<IDBTransaction> {
  const open = new Set<IDBTransaction>();
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const begin = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, stores, mode) {
    const begun = begin.call(this, stores, mode);
    if (mode === "readwrite") open.add(begun);
    begun.addEventListener("complete", () => open.delete(begun));
    return begun;
  });
  return open;
}

describe("the archive", () => {
  beforeEach(async () => {
    const archive = await Archive.open();
    await archive.wipe();
    archive.close();
  });

  it("gives back conversations, the cursor, drafts and what waits to be sent", async () => {
    const server = new ServerLog();
    server.say(BOB, "hello");
    const state = {
      ...after(signedIn(), snapshot(server), { type: "synced", cursor: "c1" }),
      outbox: enqueued([], entry),
      drafts: new Map([[CHAT, { text: "half a", at: "2026-11-22T04:00:00.000Z" }]]),
    };
    const archive = await Archive.open();
    await archive.load();
    await saved(archive, state);
    archive.close();
    const again = await (await Archive.open()).load();
    expect(texts(again)).toEqual(["hello"]);
    expect(again.cursor).toBe("c1");
    expect(again.outbox).toEqual(state.outbox);
    expect(again.drafts.get(CHAT)?.text).toBe("half a");
  });

  it("keeps the newest messages of a long conversation, and knows that there are older ones", async () => {
    const server = new ServerLog();
    for (let n = 1; n <= 200; n++) server.say(BOB, `n ${n}`);
    const archive = await Archive.open();
    await archive.load();
    await saved(archive, after(signedIn(), snapshot(server)));
    archive.close();
    const again = chat(await (await Archive.open()).load());
    expect(again.messages.at(-1)!.text).toBe("n 200");
    expect(again.messages.length).toBeLessThan(100);
    expect(again.complete).toBe(false);
  });

  it("lets no tab that is behind overwrite one that is ahead", async () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const behind = after(signedIn(), snapshot(server));
    const ahead = after(behind, live(server.say(BOB, "two")));
    const [first, second] = [await Archive.open(), await Archive.open()];
    await first.load();
    await second.load();
    await saved(first, ahead);
    await saved(second, behind);
    first.close();
    second.close();
    expect(texts(await (await Archive.open()).load())).toEqual(["one", "two"]);
  });

  it("keeps one message of each conversation beyond the latest two hundred, also when it was deep before", async () => {
    const server = new ServerLog();
    for (let n = 1; n <= 5; n++) server.say(BOB, `n ${n}`);
    const state = after(signedIn(), snapshot(server));
    const model = chat(state);
    const at = (n: number) => `2026-11-${n < 100 ? "20" : "21"}T10:${String(n % 60).padStart(2, "0")}:00.${String(n).padStart(3, "0")}Z`;
    const named = (n: number) => ({ ...model, id: `cv_${n}`, updatedAt: at(n) });
    const few = { ...state, conversations: new Map([["cv_0", named(0)]]) };
    const all = Array.from({ length: 260 }, (_, n) => named(n));
    const many = { ...state, conversations: new Map(all.map((one) => [one.id, one])) };
    const archive = await Archive.open();
    await archive.load();
    await saved(archive, few);
    await saved(archive, many);
    archive.close();
    const { conversations } = await (await Archive.open()).load();
    const kept = [...conversations.values()].map(({ messages }) => messages.length);
    expect(kept.filter((count) => count === 5)).toHaveLength(200);
    expect(kept.filter((count) => count === 1)).toHaveLength(60);
    expect(conversations.get("cv_0")).toMatchObject({ complete: false });
  });

  it("writes one state after the other, so that nothing is left of the one before", async () => {
    const archive = await Archive.open();
    await archive.load();
    const state = signedIn();
    archive.saveSoon({ ...state, outbox: enqueued([], entry) });
    await saved(archive, { ...state, cursor: "c2" });
    archive.close();
    expect(await (await Archive.open()).load()).toMatchObject({ outbox: [], cursor: "c2" });
  });

  it("keeps what the next one has when it is wiped while the last one's is written", async () => {
    const archive = await Archive.open();
    await archive.load();
    await saved(archive, signedIn());
    archive.saveSoon({ ...signedIn(), outbox: enqueued([], entry) });
    await archive.wipe();
    await saved(archive, { ...signedIn(), me: { id: BOB, username: "bob", name: "Bob" } });
    archive.close();
    const again = await (await Archive.open()).load();
    expect(again.me?.id).toBe(BOB);
    expect(again.outbox).toEqual([]);
  });

  it("has what was written just now when a session says that it is kept, and nothing after its end", async () => {
    const archive = await Archive.open();
    const never = new Promise<never>(() => {});
    const tokens = { current: () => never, refreshed: () => never, renewInMs: 800_000 };
    const session = new Session(signedIn(), tokens, archive, () => undefined);
    session.start();
    const underWay = writing();
    session.store.update((state) => ({ ...state, outbox: enqueued(state.outbox, entry) }));
    await session.kept();
    expect(underWay.size).toBe(0);
    vi.restoreAllMocks();
    const other = await Archive.open();
    expect((await other.load()).outbox).toHaveLength(1);
    await session.stop();
    await archive.wipe();
    await session.kept();
    expect((await other.load()).me).toBeUndefined();
    archive.close();
    other.close();
  });

  it("knows the token of who signs in after what it held of others was wiped, and no token after a sign-out", async () => {
    const archive = await Archive.open();
    await saved(archive, signedIn());
    await archive.keepJti("j1");
    await archive.wipe(true);
    expect((await archive.load()).me).toBeUndefined();
    expect(await archive.jti()).toBe("j1");
    await archive.wipe();
    expect(await archive.jti()).toBeUndefined();
    archive.close();
  });

  it("writes no more for somebody whom another page signed out", async () => {
    const server = new ServerLog();
    server.say(BOB, "one");
    const state = after(signedIn(), snapshot(server));
    const [first, second] = [await Archive.open(), await Archive.open()];
    await first.load();
    await saved(first, state);
    await second.load();
    await second.wipe();
    await saved(first, after(state, live(server.say(BOB, "two")))).catch(() => undefined);
    first.close();
    second.close();
    expect((await (await Archive.open()).load()).me).toBeUndefined();
  });
});
