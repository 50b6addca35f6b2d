import { afterEach, describe, expect, it, vi } from "vitest";
import type { EventFrame } from "../../src/protocol/frames.ts";
import { Account } from "../../src/state/account.ts";
import { after, chat, signedIn, snapshot } from "./fixtures.ts";
import { BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

const ACCOUNT = "cv_00000000000acc";
const stamp = (rev: number) => ({ conversation: ACCOUNT, rev, at: "2026-11-22T04:00:00.000Z" });

describe("coming in by the cookie", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("is tried again while the server refuses for now, and given up when it knows nobody", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const statuses = [429, 500, 401];
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { status: statuses.shift()! })));
    const account = new Account();
    await account.start(true);
    expect(statuses).toEqual([]);
    expect(account.door.value).toEqual({ at: "outside" });
  });
});

describe("an engine that goes on from what a tab showed", () => {
  it("isn't stopped as the one before it was", async () => {
    vi.stubGlobal("fetch", () => new Promise(() => {}));
    const before = signedIn();
    const account = new Account();
    await account.start(true, { ...before, link: { ...before.link, phase: "stopped", stopped: 4409 }, presence: new Map([[BOB, { state: "online" }]]), syncing: [] });
    const door = account.door.value;
    if (door.at !== "inside") throw new Error("outside");
    expect(door.messenger.state.link.stopped).toBeUndefined();
    expect(door.messenger.state).toMatchObject({ presence: new Map(), syncing: undefined, me: before.me });
    await account.stop();
    vi.unstubAllGlobals();
  });
});

describe("the account's log", () => {
  it("sets contacts and blocks, and drops what is older than the lists", () => {
    const asked: EventFrame = { type: "contact", user: BOB, state: "asked", ...stamp(6) };
    const now = after(signedIn(), asked, { type: "block", user: "us_0000000000eve", on: true, ...stamp(7) });
    expect(now.contacts.get(BOB)).toBe("asked");
    expect([...now.blocks]).toEqual(["us_0000000000eve"]);
    expect(now.account.rev).toBe(7);
    expect(after(now, { type: "contact", user: BOB, state: "removed", ...stamp(6) })).toBe(now);
  });

  it("sets what was chosen for a conversation on another device", () => {
    const state = after(signedIn(), snapshot(new ServerLog()));
    const now = after(state, { type: "settings", of: CHAT, muted: true, pinned: true, archived: false, ...stamp(6) });
    expect(chat(now)).toMatchObject({ muted: true, pinned: true });
  });

  it("has this user's own new name, which names no user", () => {
    const now = after(signedIn(), { type: "profile", name: "Renamed", username: "me", ...stamp(6) });
    expect(now.me).toMatchObject({ id: ME, name: "Renamed" });
    expect(now.account.rev).toBe(6);
  });

  it("counts revs of kinds that it doesn't know", () => {
    const device = { type: "device", device: "dv_1", on: true, ...stamp(6) } as unknown as EventFrame;
    expect(after(signedIn(), device).account.rev).toBe(6);
  });
});
