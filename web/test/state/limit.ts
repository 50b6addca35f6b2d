import { Refusal } from "../../src/protocol/refusal.ts";

/** A limit as the server has it: so many at once, so many a second. It counts what comes although it was told to wait. */
export class Limit {
  refused = 0;
  disregarded = 0;
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #at = Date.now();
  #waitUntil = 0;

  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
  }

  /** Throws the refusal if there is nothing left. */
  take(): void {
    const now = Date.now();
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) * this.#perSecond) / 1_000);
    this.#at = now;
    if (this.#left >= 1) {
      this.#left -= 1;
      return;
    }
    this.refused += 1;
    if (now < this.#waitUntil) this.disregarded += 1;
    const retryAfterMs = Math.ceil(((1 - this.#left) * 1_000) / this.#perSecond);
    this.#waitUntil = Math.max(this.#waitUntil, now + retryAfterMs);
    throw new Refusal({ code: "rate_limited", retryAfterMs });
  }
}
