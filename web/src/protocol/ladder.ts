import { openPoll, openSse } from "./httpTransport.ts";
import type { Opener, Transport, TransportListener, TransportName } from "./transport.ts";
import { openWebSocket, webSocketsWork } from "./webSocketTransport.ts";

const RUNGS: TransportName[] = ["websocket", "sse", "poll"];
const FAILURES = 2;

export interface Rungs {
  openers: Record<TransportName, Opener>;
  webSocketsWork: () => Promise<boolean>;
}

const real: Rungs = {
  openers: { websocket: openWebSocket, sse: openSse, poll: openPoll },
  webSocketsWork,
};

/** Which transport to use: one that fails to open twice gives way to the next, and back again at the end. */
export class Ladder {
  readonly #rungs: Rungs;
  #at = 0;
  #failures = 0;

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
    this.#at = (this.#at + 1) % RUNGS.length;
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
