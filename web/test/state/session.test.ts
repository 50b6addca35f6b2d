import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventFrame, HelloReply } from "../../src/protocol/frames.ts";
import { Unreachable } from "../../src/protocol/refusal.ts";
import { Archive } from "../../src/state/archive.ts";
import { onAccountLists } from "../../src/state/events/account.ts";
import type { State } from "../../src/state/model.ts";
import { Session } from "../../src/state/session.ts";
import { after, live, signedIn, snapshot } from "./fixtures.ts";
import { ACCOUNT, BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

const tokens = { current: () => Promise.resolve("token"), refreshed: () => Promise.resolve("token"), renewInMs: 800_000 };
const bob = { id: BOB, username: "bob", name: "Bob" };

function greeting(rev: number, epoch = "e1"): HelloReply {
  const user = { id: ME, username: "me", name: "Me" };
  return { user, device: "dv_1", session: "ss_1", account: { id: ACCOUNT, rev }, epoch, heartbeatMs: 25_000 };
}

/** A session whose REST lists fail as often as they are told to. */
function listing(state: State) {
  const session = new Session(state, tokens, undefined, () => undefined);
  const asked: string[] = [];
  const fails = { account: 0, conversations: 0 };
  session.lists = {
    account: async (rev) => {
      asked.push(`account ${rev}`);
      if (fails.account-- > 0) throw new Unreachable("lost");
      session.store.update((now) => onAccountLists(now, [{ user: bob, state: "accepted" }], [], rev));
      return Promise.resolve();
    },
    conversations: async () => {
      asked.push("conversations");
      if (fails.conversations-- > 0) throw new Unreachable("lost");
      session.store.update((now) => ({ ...now, listing: undefined }));
      return Promise.resolve();
    },
  };
  const sync = async (reply: HelloReply, synced: Partial<EventFrame & { type: "synced" }> = {}) => {
    session.phase("catchingUp", "websocket");
    session.greeted(reply);
    session.event({ type: "synced", cursor: "c1", ...synced });
    session.phase("live", "websocket");
    await vi.advanceTimersByTimeAsync(0);
  };
  return { session, asked, fails, sync };
}

const known = (): State => ({ ...signedIn(), epoch: "e1" });

describe("a greeting", () => {
  it("forgets who was here, also when the session goes on", () => {
    const { session } = listing({ ...known(), session: "ss_1", presence: new Map([[BOB, { state: "online" }]]) });
    session.greeted(greeting(5));
    expect(session.store.value.presence.size).toBe(0);
  });
});

describe("the lists over REST", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("are read again until they are here", async () => {
    const { session, asked, fails, sync } = listing(known());
    Object.assign(fails, { account: 2, conversations: 1 });
    await sync(greeting(12), { more: true });
    expect(asked).toEqual(["account 12", "conversations"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked.slice(2)).toEqual(["account 12", "conversations"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.slice(4)).toEqual(["account 12"]);
    expect(session.store.value.contacts.get(BOB)).toBe("accepted");
    expect(session.store.value).toMatchObject({ listing: undefined, accountDue: undefined, account: { rev: 12 } });
  });

  it("are still due when a change of the account came meanwhile, and at the next sync", async () => {
    const { session, asked, fails, sync } = listing(known());
    fails.account = 1;
    await sync(greeting(12));
    session.event({ type: "block", user: "us_0000000000eve", on: true, conversation: ACCOUNT, rev: 13, at: "2026-11-22T04:00:00.000Z" });
    session.phase("offline", "websocket");
    await sync(greeting(13));
    expect(asked).toEqual(["account 12", "account 12"]);
    expect(session.store.value.contacts.get(BOB)).toBe("accepted");
    expect(session.store.value.account.rev).toBe(13);
  });

  it("are still due after the page was closed", async () => {
    vi.useRealTimers();
    const archive = await Archive.open();
    await archive.wipe();
    archive.saveSoon({ ...after(known(), { type: "synced", cursor: "c1", more: true }), accountDue: 12 });
    await archive.flush();
    archive.close();
    const again = await (await Archive.open()).load();
    expect(again).toMatchObject({ listing: true, accountDue: 12 });
  });

  it("are read anew in another epoch, in which nothing waits that is of the one before", async () => {
    const server = new ServerLog();
    const said = ["one", "two", "three"].map((text) => server.say(BOB, text));
    const unknown = { ...live(said[0]!), conversation: "cv_other" } as EventFrame;
    const state = after(known(), snapshot(server, { conversation: server.head({ lastRev: 0, lastSeq: 0 }), events: [] }), said[2]!, unknown);
    const { session, asked, sync } = listing({ ...state, account: { id: ACCOUNT, rev: 40 } });
    expect(session.store.value.conversations.get(CHAT)!.held).toHaveLength(1);
    expect(session.store.value.unknown.size).toBe(1);
    await sync(greeting(12, "e2"));
    expect(asked).toEqual(["account 12"]);
    expect(session.store.value.account.rev).toBe(12);
    expect(session.store.value.conversations.get(CHAT)!.held).toEqual([]);
    expect(session.store.value.unknown.size).toBe(0);
  });

  it("aren't read when nothing changed", async () => {
    const { asked, sync } = listing(known());
    await sync(greeting(5));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});
