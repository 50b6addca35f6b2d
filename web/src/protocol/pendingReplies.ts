import type { ReplyFrame } from "./frames.ts";
import { Refusal, Unreachable } from "./refusal.ts";

interface Waiter {
  resolve(reply: unknown): void;
  reject(failure: Error): void;
}

/** The commands of one connection that wait for their reply. */
export class PendingReplies {
  readonly #waiters = new Map<string, Waiter>();

  expect<T>(id: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiters.set(id, { resolve: (reply) => resolve(reply as T), reject });
    });
  }

  settle(frame: ReplyFrame): void {
    if (frame.re === undefined) return;
    const waiter = this.#waiters.get(frame.re);
    if (!waiter) return;
    this.#waiters.delete(frame.re);
    if (frame.type === "error") waiter.reject(new Refusal(frame));
    else waiter.resolve(frame);
  }

  /** The connection is gone: nobody will answer these. */
  abandon(failure: Error = new Unreachable("connection lost")): void {
    const waiters = [...this.#waiters.values()];
    this.#waiters.clear();
    for (const waiter of waiters) waiter.reject(failure);
  }
}
