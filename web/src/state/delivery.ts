import type { SendCommand, SendReply } from "../protocol/frames.ts";
import { Refusal } from "../protocol/refusal.ts";
import { onLogFrame } from "./events/log.ts";
import type { Outgoing, State } from "./model.ts";
import { acknowledged, keyBefore, refused, waitingIn } from "./outbox.ts";
import type { Store } from "./store.ts";

/** So many may be under way at once; the rest waits its turn. */
const UNDER_WAY = 10;
/** How much more may be under way after an `ok`: what is refused beside another counts as flooding, and of that little is forgiven. */
const GROWTH = 1 / 25;
const PAUSE_MS = 1_000;
const ORDER_PAUSE_MS = 100;
/** By then the changes before an `ok` that came early are mostly here. */
const AHEAD_PAUSE_MS = 1_000;
/** What pauses when all conversations do. */
const ALL = "";

/**
 * Carries the outbox to the server: in the order of writing within a conversation, each behind the one
 * before it (`after`), each with its key for as long as it takes. A refusal stops that message alone, but for
 * the limit on how much one user sends: then everything rests, and goes on one by one.
 */
export class Delivery {
  readonly #store: Store<State>;
  readonly #send: (command: SendCommand) => Promise<SendReply>;
  readonly #settled: (conversation: string) => void;
  readonly #waits: (conversation: string) => boolean;
  readonly #underWay = new Set<string>();
  readonly #paused = new Map<string, ReturnType<typeof setTimeout>>();
  /** So many may be under way by now, rounded down. */
  #window = UNDER_WAY;
  #live = false;

  /** @param waits whether something of a conversation must come first */
  constructor(
    store: Store<State>,
    send: (command: SendCommand) => Promise<SendReply>,
    settled: (conversation: string) => void,
    waits: (conversation: string) => boolean = () => false,
  ) {
    this.#store = store;
    this.#send = send;
    this.#settled = settled;
    this.#waits = waits;
  }

  /** Sends happen only while live: during a sync an `ok` would stand outside the order of events. */
  goLive(live: boolean): void {
    this.#live = live;
    if (live) this.pump();
    else this.#unpause();
  }

  pump(): void {
    if (!this.#live) return;
    const conversations = new Set(this.#store.value.outbox.map((entry) => entry.conversation));
    for (const conversation of conversations) this.#pump(conversation);
  }

  #pump(conversation: string): void {
    if (this.#paused.has(ALL) || this.#paused.has(conversation) || this.#waits(conversation)) return;
    for (const entry of waitingIn(this.#store.value.outbox, conversation).slice(0, this.#isSlow(conversation) ? 1 : UNDER_WAY)) {
      if (this.#underWay.size >= Math.floor(this.#window)) return;
      if (!this.#underWay.has(entry.key)) void this.#deliver(entry);
    }
  }

  async #deliver(entry: Outgoing): Promise<void> {
    this.#underWay.add(entry.key);
    const after = keyBefore(this.#store.value.outbox, entry);
    try {
      const reply = await this.#send({
        type: "send",
        to: entry.conversation,
        key: entry.key,
        ...(entry.forward === undefined ? { text: entry.text, format: entry.format } : { forward: entry.forward }),
        ...(entry.replyTo === undefined ? {} : { replyTo: entry.replyTo }),
        ...(entry.thread === undefined ? {} : { thread: entry.thread }),
        ...(entry.mentions === undefined ? {} : { mentions: entry.mentions }),
        ...(entry.expiresInS === undefined ? {} : { expiresInS: entry.expiresInS }),
        ...(entry.poll === undefined || entry.forward !== undefined ? {} : { poll: entry.poll }),
        ...(after === undefined ? {} : { after }),
      });
      this.#window = Math.min(UNDER_WAY, this.#window + GROWTH);
      this.#store.update((state) => delivered(state, entry, reply));
      if (isAhead(this.#store.value, reply)) this.#pause(entry.conversation, AHEAD_PAUSE_MS);
      this.#settled(entry.conversation);
    } catch (failure) {
      this.#failed(entry, failure);
    } finally {
      this.#underWay.delete(entry.key);
      this.pump();
    }
  }

  #failed(entry: Outgoing, failure: unknown): void {
    if (!(failure instanceof Refusal)) {
      this.#pause(entry.conversation, PAUSE_MS); // no answer: mostly it goes again after the reconnect
    } else if (failure.code === "out_of_order") {
      this.#pause(entry.conversation, ORDER_PAUSE_MS);
    } else if (failure.code === "rate_limited" && !this.#isSlow(entry.conversation)) {
      this.#window = 1;
      this.#pause(ALL, failure.retryAfterMs ?? PAUSE_MS);
    } else if (failure.passing) {
      this.#pause(entry.conversation, failure.retryAfterMs ?? PAUSE_MS);
    } else {
      const why = { code: failure.code, message: failure.message };
      this.#store.update((state) => ({ ...state, outbox: refused(state.outbox, entry.key, why) }));
    }
  }

  /** Its members have to wait between two messages there, which is refused as rate-limited too. */
  #isSlow(conversation: string): boolean {
    return (this.#store.value.conversations.get(conversation)?.slowS ?? 0) > 0;
  }

  #pause(conversation: string, ms: number): void {
    if (!this.#live || this.#paused.has(conversation)) return;
    const timer = setTimeout(() => {
      this.#paused.delete(conversation);
      this.pump();
    }, ms);
    this.#paused.set(conversation, timer);
  }

  #unpause(): void {
    for (const timer of this.#paused.values()) clearTimeout(timer);
    this.#paused.clear();
  }
}

/**
 * An `ok` stands for the event that it made: the message joins the log, and leaves the outbox. Where changes
 * before it aren't here yet it stays in the outbox, and thus in sight, until they are.
 */
export function delivered(state: State, entry: Outgoing, reply: SendReply): State {
  const joined = onLogFrame(state, {
    type: "message",
    conversation: reply.conversation,
    rev: reply.rev,
    seq: reply.seq,
    from: state.me!.id,
    at: reply.at,
    text: entry.text,
    format: entry.format,
    replyTo: entry.replyTo,
    thread: entry.thread,
    mentions: entry.mentions,
    expiresAt: entry.expiresInS === undefined ? undefined : later(reply.at, entry.expiresInS),
    poll: entry.poll,
    // who they are the server knows; their name is all that is shown
    ...(entry.forwardedFrom !== undefined && { forwardedFrom: { user: "", name: entry.forwardedFrom, at: reply.at } }),
    key: entry.key,
  });
  return isAhead(joined, reply) ? joined : { ...joined, outbox: acknowledged(joined.outbox, entry.key) };
}

function isAhead(state: State, { conversation, rev }: SendReply): boolean {
  return state.conversations.get(conversation)?.held.some((frame) => frame.rev === rev) ?? false;
}

function later(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}
