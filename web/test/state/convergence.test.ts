import { describe, expect, it } from "vitest";
import type { HideFrame, LogFrame } from "../../src/protocol/frames.ts";
import { onAfresh, onAround, onNewer, onOlder, onPins } from "../../src/state/events/history.ts";
import { everywhere } from "../../src/state/events/places.ts";
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

/** What happens to the conversation, and to polls. */
const besides: Record<string, (server: ServerLog, roll: Dice, who: string) => LogFrame> = {
  title: (server, _, who) => server.change(who, { type: "conversation", title: `Title ${server.lastRev}` }),
  void: (server, _, who) => server.change(who, { type: "void" }),
  member: (server, roll) => server.change(BOB, { type: "member", user: "us_000000000dave", change: roll.one(["joined", "left"]) }),
  poll: (server, roll, who) => {
    const poll = { options: ["tea", "coffee", "milk"], multiple: roll.chance(0.5), anonymous: roll.chance(0.5) };
    return server.say(who, `question ${server.lastSeq + 1}`, { poll });
  },
  vote: (server, roll, who) => answer(server, roll, who, false),
  close: (server, roll, who) => answer(server, roll, who, true),
};

/** Somebody chooses in a poll that is open, or closes it. */
function answer(server: ServerLog, roll: Dice, who: string, close: boolean): LogFrame {
  const open = server.folded().filter((message) => message.poll && !message.poll.closedAt);
  if (open.length === 0) return server.change(who, { type: "void" });
  const { seq, poll } = roll.one(open);
  if (close) return server.change(who, { type: "vote", target: seq, closed: true });
  const options = poll!.options.map((_, option) => option).filter(() => roll.chance(0.4));
  return server.vote(who, seq, poll!.multiple ? options : options.slice(0, 1));
}

function happen(server: ServerLog, roll: Dice): LogFrame | HideFrame {
  const who = roll.one([ME, BOB, "us_000000000carol"]);
  const target = server.lastSeq > 0 ? roll.upTo(server.lastSeq) : 0;
  const alive = server.folded().find((m) => m.seq === target && !m.gone);
  const what = roll.one(["message", "message", "message", "edit", "delete", "reaction", "pin", "void", "title", "reply", "deletes", "hide", "member", "poll", "vote", "vote", "vote", "close"]);
  const elsewhere = besides[what]?.(server, roll, who);
  if (elsewhere) return elsewhere;
  if (what === "hide" && alive && alive.thread === undefined) return server.hide([{ low: target, high: target }]);
  if (what === "reply" && alive && alive.thread === undefined) return server.say(who, `answer ${server.lastSeq + 1}`, { thread: target, replyTo: target });
  if (what === "deletes") return server.change(who, { type: "delete", targets: [{ low: target, high: Math.min(server.lastSeq, target + 1) }] });
  if (what === "message" || what === "reply" || !alive) return server.say(who, `text ${server.lastSeq + 1}`, roll.chance(0.2) ? { mentions: [ME] } : {});
  if (what === "edit") return server.change(who, { type: "edit", target, text: `edited at ${server.lastRev}`, format: roll.one([undefined, "markdown"]) });
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

/** Looks somewhere in the middle, through a page that may be a few changes old, and scrolls on from there. */
function lookedAround(state: State, server: ServerLog, roll: Dice): State {
  if (isBehind(chat(state))) return state; // a client looks there as well, but it asks for what it lacks first
  const asOf = server.lastRev - (roll.chance(0.5) ? 0 : Math.min(3, server.lastRev - 1));
  const all = server.folded(asOf);
  const at = roll.upTo(all.length) - 1;
  const page = (messages: typeof all, more: boolean) => ({ conversation: CHAT, messages, asOf, more, later: server.after(asOf, 1_000) });
  const from = Math.max(0, at - 3);
  const now = onAround(state, page(all.slice(from, at + 3), from > 0));
  const last = chat(now).islands?.at(-1)?.messages.at(-1)?.seq;
  if (last === undefined || roll.chance(0.5)) return now;
  const after = all.filter((message) => message.seq > last);
  const pages = after.slice(0, roll.upTo(4));
  return onNewer(now, page(pages, pages.length < after.length), last);
}

/** Every place where messages are held is in the same state as the server's. */
function agree(state: State, server: ServerLog): void {
  const truth = new Map(server.folded().map((message) => [message.seq, message]));
  everywhere(chat(state), (messages) => {
    for (const { seq, text, pinned, replies, gone, poll } of messages) {
      const real = truth.get(seq)!;
      expect({ seq, text, pinned, replies, gone, poll }).toEqual({
        seq, text: real.text ?? "", pinned: real.pinned, replies: real.replies, gone: real.gone, poll: real.poll,
      });
    }
    return messages;
  });
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
  it.each(Array.from({ length: 40 }, (_, seed) => seed))("however the changes come (seed %i)", (seed) => {
    const roll = dice(seed);
    const server = new ServerLog();
    for (let n = roll.upTo(40); n > 0; n--) happen(server, roll);
    server.say(BOB, "the last one");
    const kept = roll.upTo(5);
    let state = after(signedIn(), snapshot(server, { events: server.folded().slice(-kept) }));
    const late: number[] = [];
    for (let n = 0; n < 120; n++) {
      const frame = happen(server, roll);
      if (roll.chance(0.15) && frame.type !== "hide") late.push(frame.rev);
      else state = after(state, ...(frame.type === "hide" ? [frame] : server.after(frame.rev - 1, 1)));
      if (roll.chance(0.1)) state = lookedAround(state, server, roll);
      if (roll.chance(0.05)) state = onPins(state, { conversation: CHAT, messages: server.folded().filter((one) => one.pinned), asOf: server.lastRev });
      if (roll.chance(0.2)) state = after(state, ...server.after(roll.upTo(server.lastRev) - 1, 1));
      if (roll.chance(0.1)) while (late.length > 0) state = after(state, ...server.after(late.pop()! - 1, 1));
      if (roll.chance(0.05)) {
        const behind = Math.max(0, chat(state).rev - roll.upTo(5));
        const events = server.after(behind, 1_000).slice(-100);
        const complete = events[0] === undefined || events[0].rev === behind + 1;
        state = after(state, { type: "sync", conversation: server.head(), events, complete });
      }
    }
    state = caughtUp(after(state, live(server.say(BOB, "end"))), server, roll);
    agree(state, server);
    const { pins } = chat(state);
    if (pins) expect(pins.seqs).toEqual(server.folded().filter((one) => one.pinned).map((one) => one.seq));
    state = scrolledUp(state, server, roll);
    const title = server.log.findLast((frame) => frame.type === "conversation")?.title ?? "Chat";
    const fresh = after(signedIn(), snapshot(server, { conversation: server.head({ title }) }));
    expect({ ...shown(chat(state)), title: "" }).toEqual({ ...shown(chat(fresh)), title: "" });
  });
});
