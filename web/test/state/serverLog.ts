import type { Head, HideFrame, LogFrame, MessageFrame, Poll, Reaction, SeqRange, VoteFrame } from "../../src/protocol/frames.ts";

export const ME = "us_0000000000me1";
export const BOB = "us_0000000000bob";
export const CHAT = "cv_000000000chat";
export const ACCOUNT = "cv_00000000000acc";

/** A conversation as the server keeps it: every change in order, and each message's present state. */
export class ServerLog {
  readonly log: LogFrame[] = [];
  /** What ME hid, as the account conversation tells it. */
  readonly hides: HideFrame[] = [];
  readonly #votes = new Map<number, Map<string, number[]>>();
  #seq = 0;
  #at = Date.parse("2026-11-22T04:00:00.000Z");

  say(from: string, text: string, more: Partial<MessageFrame> = {}): MessageFrame {
    const frame: MessageFrame = { type: "message", seq: ++this.#seq, text, ...more, ...this.#stamp(from), from };
    this.log.push(frame);
    return frame;
  }

  change(from: string, change: { type: string } & Record<string, unknown>): LogFrame {
    const frame = { ...change, ...this.#stamp(from) } as LogFrame;
    this.log.push(frame);
    return frame;
  }

  /** Someone chooses in a poll, as ME is told of it. */
  vote(from: string, target: number, options: number[]): LogFrame {
    const poll = this.log.find((one): one is MessageFrame => one.type === "message" && one.seq === target)!.poll!;
    const before = this.#votes.get(target) ?? new Map<string, number[]>();
    const votes = new Map(before).set(from, options);
    this.#votes.set(target, votes);
    const counts = poll.options.map((_, option) => [...votes.values()].filter((one) => one.includes(option)).length);
    if (!poll.anonymous) return this.change(from, { type: "vote", target, options, counts });
    const frame = this.change(from, { type: "vote", target, counts, ...(from === ME && { options }) });
    delete frame.from;
    return frame;
  }

  /** ME takes messages from their own eyes alone. */
  hide(targets: SeqRange[]): HideFrame {
    const rev = 6 + this.hides.length;
    const frame: HideFrame = { type: "hide", of: CHAT, targets, ...this.#stamp(ME), conversation: ACCOUNT, rev };
    this.hides.push(frame);
    return frame;
  }

  get lastSeq(): number {
    return this.#seq;
  }

  get lastRev(): number {
    return this.log.length;
  }

  after(rev: number, limit = 100): LogFrame[] {
    const erased = new Set(this.log.flatMap((frame) => (frame.type === "delete" ? targetsOf(frame) : [])));
    return this.log.slice(rev, rev + limit).map((frame) => this.#asTold(structuredClone(frame), erased));
  }

  head(more: Partial<Head> = {}): Head {
    return {
      id: CHAT,
      kind: "group",
      title: "Chat",
      lastSeq: this.#seq,
      lastRev: this.lastRev,
      members: 3,
      visibleFrom: 1,
      received: 0,
      read: 0,
      unread: this.unread(0),
      receipts: [],
      ...more,
    };
  }

  unread(read: number): number {
    return this.folded().filter((m) => m.seq > read && m.from !== ME && !m.gone).length;
  }

  /** Messages with all their changes in them, as history and a fresh sync give them. */
  folded(asOf = this.lastRev): MessageFrame[] {
    const messages = new Map<number, MessageFrame>();
    for (const frame of this.log.slice(0, asOf)) fold(messages, structuredClone(frame));
    return [...messages.values()].filter((message) => !this.#hides(message.seq));
  }

  #hides(seq: number): boolean {
    return this.hides.some((frame) => frame.targets.some(({ low, high }) => seq >= low && seq <= high));
  }

  /** A message that was erased is told without what it said, and its edits likewise. */
  #asTold(frame: LogFrame, erased: Set<number>): LogFrame {
    const { conversation, rev, at = "", from = "" } = frame;
    const concerned = frame.type === "message" ? frame.seq : "target" in frame ? frame.target : undefined;
    if (concerned !== undefined && this.#hides(concerned)) return { type: "void", conversation, rev };
    const seq = frame.type === "message" ? frame.seq : frame.type === "edit" ? frame.target : undefined;
    if (seq === undefined || !erased.has(seq)) return frame;
    if (frame.type === "message") {
      return { type: "message", conversation, rev, at, from, seq, ...(frame.thread && { thread: frame.thread }), gone: "deleted" };
    }
    return frame.type === "edit" ? { type: "edit", conversation, rev, at, from, target: frame.target, gone: "deleted" } : frame;
  }

  #stamp(from: string) {
    this.#at += 1_000;
    return { conversation: CHAT, rev: this.log.length + 1, from, at: new Date(this.#at).toISOString() };
  }
}

function fold(messages: Map<number, MessageFrame>, frame: LogFrame): void {
  if (frame.type === "message") {
    const { poll } = frame;
    messages.set(frame.seq, { ...frame, reactions: [], ...(poll && { poll: { ...poll, counts: poll.options.map(() => 0), mine: [] } }) });
    const root = messages.get(frame.thread ?? 0);
    if (root && !root.gone) root.replies = { count: (root.replies?.count ?? 0) + 1, lastSeq: frame.seq, lastAt: frame.at };
    return;
  }
  if (frame.type === "delete") return targetsOf(frame).forEach((seq) => erase(messages, seq));
  if (!("target" in frame)) return;
  const message = messages.get(frame.target);
  if (!message || message.gone) return;
  if (frame.type === "edit") Object.assign(message, { text: frame.text, format: frame.format, editedAt: frame.at });
  if (frame.type === "pin") message.pinned = frame.on || undefined;
  if (frame.type === "vote") foldVote(message.poll!, frame);
  if (frame.type === "reaction") message.reactions = withReaction(message.reactions!, frame);
}

function foldVote(poll: Poll, { closed, at, counts, from, options }: VoteFrame): void {
  if (closed) poll.closedAt = at;
  else poll.counts = counts;
  if (options && (from === ME || from === undefined)) poll.mine = options;
}

function erase(messages: Map<number, MessageFrame>, seq: number): void {
  const message = messages.get(seq);
  if (!message || message.gone) return;
  const { conversation, rev, from, at, thread } = message;
  messages.set(seq, { type: "message", conversation, rev, seq, from, at, ...(thread && { thread }), gone: "deleted" });
}

function targetsOf(frame: LogFrame & { type: "delete" }): number[] {
  const ranges = frame.targets ?? [{ low: frame.target!, high: frame.target! }];
  return ranges.flatMap(({ low, high }) => Array.from({ length: high - low + 1 }, (_, at) => low + at));
}

function withReaction(reactions: Reaction[], frame: LogFrame & { type: "reaction" }): Reaction[] {
  const mine = frame.from === ME;
  const known = reactions.find((one) => one.emoji === frame.emoji) ?? { emoji: frame.emoji, count: 0, mine: false };
  const next = { ...known, count: known.count + (frame.on ? 1 : -1), mine: mine ? frame.on : known.mine };
  const others = reactions.filter((one) => one.emoji !== frame.emoji);
  if (next.count === 0) return others;
  const at = reactions.findIndex((one) => one.emoji === frame.emoji);
  return at < 0 ? [...others, next] : reactions.map((one, index) => (index === at ? next : one));
}
