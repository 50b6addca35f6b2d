import { Backoff } from "./backoff.ts";
import {
  isReply,
  type Command,
  type EventFrame,
  type HelloReply,
  type Replies,
  type ServerFrame,
} from "./frames.ts";
import { Ladder } from "./ladder.ts";
import { PendingReplies } from "./pendingReplies.ts";
import { Refusal, SignedOut, Unreachable } from "./refusal.ts";
import { afterClose, closeCode, type Transport, type TransportName } from "./transport.ts";

export type Phase = "offline" | "connecting" | "catchingUp" | "live" | "stopped";

/** What the connection asks of the state behind it, and tells it. */
export interface ConnectionListener {
  /** Where to go on: given with each `hello`. */
  resumeFrom(): { cursor?: string; epoch?: string; session?: string };
  greeted(reply: HelloReply): void;
  event(frame: EventFrame): void;
  phase(phase: Phase, transport: TransportName): void;
  /** The server said that this client shall not come back by itself (44xx), or that a login is needed. */
  stopped(code: number): void;
}

export interface TokenSource {
  current(): Promise<string>;
  refreshed(): Promise<string>;
  readonly renewInMs: number;
}

const SILENCE_GRACE_MS = 10_000;
const PONG_MS = 5_000;
/** Opening and being greeted; a handshake may have to wait its turn on a busy server. */
const HELLO_MS = 20_000;
/** While catching up something comes all the time; a way on which nothing does is blocked. */
const STALL_MS = 10_000;
/** On a fall-back the best transport is tried again after this, then after twice as long, up to the most. */
const PROBE_MS = 10_000;
const PROBE_MOST_MS = 300_000;
/** Closes that blame a frame of this client's: what was under way is not given again. */
const BLAMED: Record<number, string> = { 1003: "bad_frame", 1007: "bad_frame", 1009: "too_long" };

/**
 * Keeps this client connected: opens a transport, says hello, notices silence, comes back with full
 * jitter, and replaces the token before it ends. Events go to the listener; replies to who asked.
 */
export class Connection {
  readonly #listener: ConnectionListener;
  readonly #tokens: TokenSource;
  readonly #ladder: Ladder;
  readonly #backoff: Backoff;
  readonly #replies = new PendingReplies();
  #transport: Transport | undefined;
  #phase: Phase = "offline";
  #running = false;
  #opening = 0;
  #nextId = 1;
  #heartbeatMs = 25_000;
  #probeMs = PROBE_MS;
  #byeDelayMs: number | undefined;
  #retry: Timer;
  #silence: Timer;
  #renewal: Timer;
  #probe: Timer;

  constructor(listener: ConnectionListener, tokens: TokenSource, ladder = new Ladder(), backoff = new Backoff()) {
    this.#listener = listener;
    this.#tokens = tokens;
    this.#ladder = ladder;
    this.#backoff = backoff;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.#open();
  }

  stop(): void {
    this.#running = false;
    this.#drop();
    this.#tell("stopped");
  }

  /** The network or the page came back: look now rather than when the back-off says. */
  nudge(): void {
    if (!this.#running) return;
    if (this.#transport && this.#phase !== "offline") {
      if (this.#phase !== "connecting") this.#checkLife();
      return;
    }
    this.#backoff.reset();
    void this.#open();
  }

  /** The browser says that there is no network any more: the connection is given up at once. */
  lost(): void {
    if (this.#running && this.#transport) this.#closed(closeCode.lost);
  }

  /** Gives a command and waits for its reply. Throws a Refusal, or Unreachable when no answer came. */
  request<K extends keyof Replies>(command: Command & { type: K }): Promise<Replies[K]> {
    if (!this.#transport || (this.#phase !== "live" && this.#phase !== "catchingUp")) {
      return Promise.reject(new Unreachable("not connected"));
    }
    const id = String(this.#nextId++);
    const reply = this.#replies.expect<Replies[K]>(id);
    this.#transport.send({ ...command, id });
    return reply;
  }

  /** Gives a command that nobody waits for; lost when there is no connection. */
  tell(command: Command): void {
    if (this.#phase === "live" || this.#phase === "catchingUp") this.#transport?.send(command);
  }

  async #open(): Promise<void> {
    clearTimeout(this.#retry);
    const opening = ++this.#opening;
    this.#tell("connecting");
    let token: string;
    try {
      token = await this.#tokens.current();
    } catch (failure) {
      if (opening !== this.#opening || !this.#running) return;
      if (failure instanceof SignedOut) this.#halt(closeCode.unauthorised);
      else this.#later();
      return;
    }
    await this.#ladder.decided();
    if (opening !== this.#opening || !this.#running) return;
    const hello = {
      type: "hello" as const,
      id: String(this.#nextId++),
      token,
      agent: "parley-web/1.0",
      ...this.#listener.resumeFrom(),
    };
    const reply = this.#replies.expect<HelloReply>(hello.id);
    this.#transport = this.#ladder.open(hello, {
      frame: (frame) => opening === this.#opening && this.#hear(frame),
      closed: (code) => opening === this.#opening && this.#closed(code),
    });
    this.#silence = setTimeout(() => this.#closed(closeCode.silent), HELLO_MS);
    reply.then(
      (ok) => this.#greeted(ok),
      () => {
        // a refused hello is followed by a close, which says what to do
      },
    );
  }

  #greeted(reply: HelloReply): void {
    this.#heartbeatMs = reply.heartbeatMs || this.#heartbeatMs;
    this.#tell("catchingUp");
    this.#listener.greeted(reply);
    this.#listenForSilence();
    this.#scheduleRenewal();
    this.#scheduleProbe();
  }

  #hear(frame: ServerFrame): void {
    this.#listenForSilence();
    if (isReply(frame)) {
      this.#replies.settle(frame);
      if (frame.type === "pong" && "cursor" in frame) {
        this.#listener.event({ type: "cursor", cursor: String(frame.cursor) });
      }
    } else if (frame.type === "ping") {
      this.#transport?.send({ type: "pong" });
    } else if (frame.type === "bye") {
      this.#byeDelayMs = frame.reconnectAfterMs;
      if (this.#transport?.name !== "websocket") this.#closed(frame.code);
    } else {
      this.#listener.event(frame);
      if (frame.type === "synced") {
        this.#backoff.reset();
        this.#ladder.worked();
        if (this.#phase !== "live") this.#tell("live");
        this.#listenForSilence();
      }
    }
  }

  #closed(code: number): void {
    const then = afterClose(code);
    if (this.#phase !== "live" && then === "reconnect" && this.#byeDelayMs === undefined) this.#ladder.failed();
    const blamed = BLAMED[code];
    this.#drop(blamed ? new Refusal({ code: blamed }) : undefined);
    if (!this.#running) return;
    if (then === "stop") this.#halt(code);
    else if (then === "refresh") void this.#refreshThenOpen();
    else this.#later();
  }

  async #refreshThenOpen(): Promise<void> {
    const opening = this.#opening;
    this.#tell("offline");
    try {
      await this.#tokens.refreshed();
    } catch (failure) {
      if (opening !== this.#opening) return; // it was ended: somebody else may be here by now
      if (failure instanceof SignedOut) return this.#halt(closeCode.unauthorised);
    }
    if (opening === this.#opening) this.#later();
  }

  #later(): void {
    this.#tell("offline");
    const delay = this.#byeDelayMs ?? this.#backoff.next();
    this.#byeDelayMs = undefined;
    this.#retry = setTimeout(() => void this.#open(), delay);
  }

  #halt(code: number): void {
    this.stop();
    this.#listener.stopped(code);
  }

  #drop(failure?: Refusal): void {
    this.#opening += 1;
    for (const timer of [this.#retry, this.#silence, this.#renewal, this.#probe]) clearTimeout(timer);
    this.#transport?.close(!this.#running);
    this.#transport = undefined;
    this.#replies.abandon(failure);
  }

  #listenForSilence(): void {
    clearTimeout(this.#silence);
    this.#silence =
      this.#phase === "catchingUp"
        ? setTimeout(() => this.#closed(closeCode.silent), STALL_MS)
        : setTimeout(() => this.#checkLife(), this.#heartbeatMs + SILENCE_GRACE_MS);
  }

  #checkLife(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#closed(closeCode.silent), PONG_MS);
    this.request({ type: "ping" }).catch(() => {
      // the timer above, or a close, deals with it
    });
  }

  #scheduleRenewal(): void {
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => void this.#renew(), Math.max(1_000, this.#tokens.renewInMs));
  }

  async #renew(): Promise<void> {
    const opening = this.#opening;
    try {
      const token = await this.#tokens.current();
      if (opening !== this.#opening) return;
      await this.request({ type: "auth", token });
      this.#scheduleRenewal();
    } catch (failure) {
      if (opening !== this.#opening) return;
      if (failure instanceof SignedOut) this.#halt(closeCode.unauthorised);
      else this.#renewal = setTimeout(() => void this.#renew(), 10_000);
    }
  }

  /** On a fall-back, WebSockets are tried again now and then. */
  #scheduleProbe(): void {
    clearTimeout(this.#probe);
    if (this.#ladder.current === "websocket") {
      this.#probeMs = PROBE_MS;
      return;
    }
    const opening = this.#opening;
    const wait = this.#probeMs;
    this.#probeMs = Math.min(PROBE_MOST_MS, wait * 2);
    this.#probe = setTimeout(() => {
      void this.#ladder.climbs().then((climbed) => {
        if (opening !== this.#opening) return;
        if (!climbed) return this.#scheduleProbe();
        this.#drop();
        void this.#open();
      });
    }, wait);
  }

  #tell(phase: Phase): void {
    this.#phase = phase;
    this.#listener.phase(phase, this.#ladder.current);
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined;
