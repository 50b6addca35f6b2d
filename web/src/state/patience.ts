import { Refusal } from "../protocol/refusal.ts";
import { Turns } from "./turns.ts";

const REST_MS = 1_000;

/**
 * Asks again what the server refuses for now, when it said; from then on one at a time, as what is refused
 * beside another counts as flooding.
 */
export class Patience {
  readonly #goesOn: () => boolean;
  readonly #file = new Turns(1);
  #strained = false;
  #restUntil = 0;

  /** @param goesOn whether it is still worth asking */
  constructor(goesOn: () => boolean) {
    this.#goesOn = goesOn;
  }

  async ask<T>(request: () => Promise<T>): Promise<T> {
    if (!this.#strained) {
      try {
        return await request();
      } catch (failure) {
        this.#bear(failure);
      }
    }
    return this.#file.take(async () => {
      for (;;) {
        const rest = this.#restUntil - Date.now();
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
        try {
          return await request();
        } catch (failure) {
          this.#bear(failure);
        }
      }
    });
  }

  #bear(failure: unknown): void {
    if (!this.#goesOn() || !(failure instanceof Refusal && failure.passing)) throw failure;
    this.#strained = true;
    this.#restUntil = Math.max(this.#restUntil, Date.now() + (failure.retryAfterMs ?? REST_MS));
  }
}
