import { describe, expect, it } from "vitest";
import type { EventFrame, Head } from "../../src/protocol/frames.ts";
import { onHead } from "../../src/state/events/head.ts";
import { listed, requested, unreadChats } from "../../src/state/selectors.ts";
import { newsIn } from "../../src/state/tabs/news.ts";
import { after, chat, signedIn, snapshot } from "./fixtures.ts";
import { ACCOUNT, BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

const AT = "2026-11-22T04:00:00.000Z";
const OTHER = "cv_other";

/** A change in the account conversation, in its turn. */
function own(rev: number, fields: object): EventFrame {
  return { conversation: ACCOUNT, rev, from: ME, at: AT, ...fields } as EventFrame;
}

function stranger(more: Partial<Head> = {}): Head {
  const peer = { id: BOB, username: "bob", name: "Bob" };
  return { id: OTHER, kind: "direct", peer, lastSeq: 1, lastRev: 1, unread: 1, updatedAt: AT, request: true, ...more };
}

describe("how a group is set", () => {
  const server = new ServerLog();
  server.say(BOB, "hello");
  const state = after(signedIn(), snapshot(server));

  it("follows the owners, and is told as a line", () => {
    const change = { type: "conversation", conversation: CHAT, rev: server.lastRev + 1, from: BOB, at: AT } as const;
    const slow = after(state, { ...change, slowS: 60, join: "request", history: "joined" });
    expect(chat(slow)).toMatchObject({ slowS: 60, join: "request", history: "joined" });
    expect(chat(slow).lines!.at(-1)).toMatchObject({ what: "rules", from: BOB });
    const short = after(state, { ...change, expiresInS: 3600 });
    expect(chat(short).lines!.at(-1)).toMatchObject({ what: "expires", expiresInS: 3600 });
    const ended = after(short, { ...change, rev: change.rev + 1, expiresInS: 0 });
    expect(chat(ended).expiresInS).toBe(0);
    expect(chat(ended).lines!.at(-1)!.what).toBe("stays");
  });
});

describe("who asks to be let in", () => {
  const asked = after(signedIn(), own(6, { type: "joinRequest", of: CHAT, user: BOB, state: "asked" }));

  it("is known until they are answered", () => {
    expect(asked.asking.get(CHAT)).toEqual([BOB]);
    const again = after(asked, own(7, { type: "joinRequest", of: CHAT, user: BOB, state: "asked" }));
    expect(again.asking.get(CHAT)).toEqual([BOB]);
    expect(after(again, own(8, { type: "joinRequest", of: CHAT, user: BOB, state: "rejected" })).asking.size).toBe(0);
  });

  it("is this user where they ask themselves", () => {
    const mine = after(signedIn(), own(6, { type: "joinRequest", of: OTHER, user: ME, state: "asked" }));
    expect([mine.asked.get(OTHER), mine.asking.size]).toEqual(["asked", 0]);
    expect(after(mine, own(7, { type: "joinRequest", of: OTHER, user: ME, state: "rejected" })).asked.get(OTHER)).toBe("rejected");
    expect(after(mine, own(7, { type: "joinRequest", of: OTHER, user: ME, state: "accepted" })).asked.size).toBe(0);
  });
});

describe("a stranger's first message", () => {
  const waiting = { ...onHead(signedIn(), stranger()), link: { ...signedIn().link, phase: "live" as const } };

  it("stands apart from the chats, and counts and tells as nothing", () => {
    expect(requested(waiting).map(({ id }) => id)).toEqual([OTHER]);
    expect(listed(waiting)).toEqual([]);
    expect(unreadChats(waiting)).toBe(0);
    const message = { type: "message", conversation: OTHER, rev: 2, seq: 2, from: BOB, at: AT, text: "psst" } as const;
    expect(newsIn(waiting, after(waiting, message))).toEqual([]);
  });

  it("is a chat once it is accepted, here or on another device", () => {
    const accepted = after(waiting, own(6, { type: "settings", of: OTHER, archived: false, request: "accepted" }));
    expect(requested(accepted)).toEqual([]);
    expect(listed(accepted).map(({ id }) => id)).toEqual([OTHER]);
    expect(requested(onHead(waiting, stranger({ request: undefined })))).toEqual([]);
  });

  it("stays one while own marks move, or other choices", () => {
    const read = after(waiting, { type: "head", conversation: OTHER, read: 1, received: 1, unread: 0 });
    expect(requested(after(read, own(6, { type: "settings", of: OTHER, muted: true })))).toHaveLength(1);
  });

  it("is gone when all of it was cleared", () => {
    const cleared = after(
      waiting,
      own(6, { type: "settings", of: OTHER, archived: true, request: "rejected" }),
      own(7, { type: "hide", of: OTHER, targets: [{ low: 1, high: 1 }] }),
    );
    expect(listed(cleared)).toEqual([]);
    const one = after(signedIn(), own(6, { type: "hide", of: OTHER, targets: [{ low: 1, high: 1 }] }));
    expect(one.conversations.size).toBe(0);
  });
});
