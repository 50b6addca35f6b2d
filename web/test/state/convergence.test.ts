import { describe, expect, it } from "vitest";
import type { LogFrame } from "../../src/protocol/frames.ts";
import { onAfresh, onOlder } from "../../src/state/events/history.ts";
import { isBehind } from "../../src/state/catchUp.ts";
import type { State } from "../../src/state/model.ts";
import { after, chat, live, shown, signedIn, snapshot } from "./fixtures.ts";
import { BOB, CHAT, ME, ServerLog } from "./serverLog.ts";

/** A seeded generator, so that a failure can be run again. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    chance: (p: number) => next() < p,
    upTo: (most: number) => 1 + Math.floor(next() * most),
    one: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!,
  };
}

type Dice = ReturnType<typeof dice>;

function happen(server: ServerLog, roll: Dice): LogFrame {
  const who = roll.one([ME, BOB, "us_000000000carol"]);
  const target = server.lastSeq > 0 ? roll.upTo(server.lastSeq) : 0;
  const alive = server.folded().find((m) => m.seq === target && !m.gone);
  const what = roll.one(["message", "message", "message", "edit", "delete", "reaction", "pin", "void", "title"]);
  if (what === "title") return server.change(who, { type: "conversation", title: `Title ${server.lastRev}` });
  if (what === "void") return server.change(who, { type: "void" });
  if (what === "message" || !alive) return server.say(who, `text ${server.lastSeq + 1}`);
  if (what === "edit") return server.change(who, { type: "edit", target, text: `edited at ${server.lastRev}` });
  if (what === "pin") return server.change(who, { type: "pin", target, on: !alive.pinned });
  if (what === "delete") return server.change(who, { type: "delete", target });
  const emoji = roll.one(["👍", "🎉"]);
  const on = !server.log.some(
    (frame) =>
      frame.type === "reaction" &&
      frame.target === target &&
      frame.emoji === emoji &&
      frame.from === who &&
      isLast(server, frame) &&
      frame.on,
  );
  return server.change(who, { type: "reaction", target, emoji, on });
}

function isLast(server: ServerLog, frame: LogFrame & { type: "reaction" }): boolean {
  return !server.log.some(
    (other) =>
      other.type === "reaction" &&
      other.rev > frame.rev &&
      other.target === frame.target &&
      other.emoji === frame.emoji &&
      other.from === frame.from,
  );
}

/** Fills a gap as the client does, sometimes by a fresh page instead. */
function caughtUp(state: State, server: ServerLog, roll: Dice): State {
  let now = state;
  while (isBehind(chat(now))) {
    if (roll.chance(0.1)) {
      const messages = server.folded().slice(-10);
      now = onAfresh(now, { conversation: CHAT, messages, asOf: server.lastRev, more: server.lastSeq > 10 });
    } else {
      now = after(now, ...server.after(chat(now).rev, roll.upTo(20)).map(live));
    }
  }
  return now;
}

/** Scrolls up to the beginning, through pages that may be a few changes old when they arrive. */
function scrolledUp(state: State, server: ServerLog, roll: Dice): State {
  let now = state;
  while (!chat(now).complete) {
    const asOf = server.lastRev - (roll.chance(0.5) ? 0 : Math.min(3, server.lastRev - 1));
    const before = chat(now).messages[0]?.seq ?? Infinity;
    const all = server.folded(asOf).filter((message) => message.seq < before);
    const messages = all.slice(-roll.upTo(15));
    now = onOlder(now, {
      conversation: CHAT,
      messages,
      asOf,
      more: messages.length < all.length,
      later: server.after(asOf, 1_000),
    });
  }
  return now;
}

describe("stale state + changes = fresh state", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("however the changes come (seed %i)", (seed) => {
    const roll = dice(seed);
    const server = new ServerLog();
    for (let n = roll.upTo(40); n > 0; n--) happen(server, roll);
    server.say(BOB, "the last one");
    const kept = roll.upTo(5);
    let state = after(signedIn(), snapshot(server, { events: server.folded().slice(-kept) }));
    const late: LogFrame[] = [];
    for (let n = 0; n < 120; n++) {
      const frame = happen(server, roll);
      if (roll.chance(0.15)) late.push(frame);
      else state = after(state, live(frame));
      if (roll.chance(0.2)) state = after(state, live(roll.one(server.log)));
      if (roll.chance(0.1)) while (late.length > 0) state = after(state, live(late.pop()!));
      if (roll.chance(0.05)) {
        const behind = Math.max(0, chat(state).rev - roll.upTo(5));
        const events = server.after(behind, 1_000).slice(-100);
        const complete = events[0] === undefined || events[0].rev === behind + 1;
        state = after(state, { type: "sync", conversation: server.head(), events, complete });
      }
    }
    state = scrolledUp(caughtUp(after(state, live(server.say(BOB, "end"))), server, roll), server, roll);
    const title = server.log.findLast((frame) => frame.type === "conversation")?.title ?? "Chat";
    const fresh = after(signedIn(), snapshot(server, { conversation: server.head({ title }) }));
    expect({ ...shown(chat(state)), title: "" }).toEqual({ ...shown(chat(fresh)), title: "" });
  });
});
