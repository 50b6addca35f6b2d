import { openPoll, openSse } from "./httpTransport.ts";
import { serverAnswers } from "./rest.ts";
import type { Opener, Transport, TransportListener, TransportName } from "./transport.ts";
import { openWebSocket, webSocketsWork } from "./webSocketTransport.ts";

const RUNGS: TransportName[] = ["websocket", "sse", "poll"];
const FAILURES = 2;

export interface Rungs {
  openers: Record<TransportName, Opener>;
  webSocketsWork: () => Promise<boolean>;
  /** Whether the server answers plain HTTP: what fails then is the transport, not the server. */
  serverAnswers: () => Promise<boolean>;
}

const real: Rungs = {
  openers: { websocket: openWebSocket, sse: openSse, poll: openPoll },
  webSocketsWork,
  serverAnswers,
};

/**
 * Which transport to use. One that twice doesn't bring this client up to date, though the server answers,
 * gives way to the next; while no server answers, the best is tried.
 */
export class Ladder {
  readonly #rungs: Rungs;
  #at = 0;
  #failures = 0;
  #deciding: Promise<void> = Promise.resolve();

  constructor(rungs: Rungs = real) {
    this.#rungs = rungs;
  }

  get current(): TransportName {
    return RUNGS[this.#at]!;
  }

  open(hello: Parameters<Opener>[0], listener: TransportListener): Transport {
    return this.#rungs.openers[this.current](hello, listener);
  }

  worked(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures < FAILURES) return;
    this.#failures = 0;
    const from = this.#at;
    this.#deciding = this.#rungs.serverAnswers().then((answers) => {
      this.#at = answers ? (from + 1) % RUNGS.length : 0;
    });
  }

  /** Resolves when it is clear which transport is next. */
  decided(): Promise<void> {
    return this.#deciding;
  }

  /** Tries the best rung; true if it holds, and then it is the current one. */
  async climbs(): Promise<boolean> {
    if (this.#at === 0) return false;
    if (!(await this.#rungs.webSocketsWork())) return false;
    this.#at = 0;
    this.#failures = 0;
    return true;
  }
}
