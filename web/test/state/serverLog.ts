import type { Head, LogFrame, MessageFrame, Reaction } from "../../src/protocol/frames.ts";

export const ME = "us_0000000000me1";
export const BOB = "us_0000000000bob";
export const CHAT = "cv_000000000chat";

/** A conversation as the server keeps it: every change in order, and each message's present state. */
export class ServerLog {
  readonly log: LogFrame[] = [];
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

  get lastSeq(): number {
    return this.#seq;
  }

  get lastRev(): number {
    return this.log.length;
  }

  after(rev: number, limit = 100): LogFrame[] {
    return this.log.slice(rev, rev + limit).map((frame) => structuredClone(frame));
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
    return [...messages.values()];
  }

  #stamp(from: string) {
    this.#at += 1_000;
    return { conversation: CHAT, rev: this.log.length + 1, from, at: new Date(this.#at).toISOString() };
  }
}

function fold(messages: Map<number, MessageFrame>, frame: LogFrame): void {
  if (frame.type === "message") {
    messages.set(frame.seq, { ...frame, reactions: [] });
    return;
  }
  if (!("target" in frame) || frame.target === undefined) return;
  const message = messages.get(frame.target);
  if (!message || message.gone) return;
  if (frame.type === "edit") Object.assign(message, { text: frame.text, editedAt: frame.at });
  if (frame.type === "pin") message.pinned = frame.on || undefined;
  if (frame.type === "delete") {
    messages.set(message.seq, {
      type: "message",
      conversation: message.conversation,
      rev: message.rev,
      seq: message.seq,
      from: message.from,
      at: message.at,
      gone: "deleted",
    });
  }
  if (frame.type === "reaction") message.reactions = withReaction(message.reactions!, frame);
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
