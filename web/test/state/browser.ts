import { vi } from "vitest";

/*
 * As much of a browser with several tabs as the engine needs: locks that one tab at a time holds, and
 * channels between tabs, both gone when a tab closes.
 */

type Work = () => Promise<unknown>;

export class Browser {
  readonly #queues = new Map<string, { tab: string; work: Work; done: (value: unknown) => void }[]>();
  readonly #channels = new Set<{ tab: string; channel: FakeChannel }>();

  /** Runs `work` as code of a tab. */
  inTab(tab: string, work: () => void): void {
    const channels = this.#channels;
    class Channel extends FakeChannel {
      constructor(name: string) {
        super(name, (message, from) => {
          for (const { channel } of channels) if (channel !== from && channel.name === name) channel.hear(message);
        });
        channels.add({ tab, channel: this });
      }
    }
    vi.stubGlobal("BroadcastChannel", Channel);
    Object.defineProperty(navigator, "locks", { configurable: true, value: { request: (name: string, work: Work) => this.#request(tab, name, work) } });
    work();
  }

  close(tab: string): void {
    for (const one of this.#channels) if (one.tab === tab) this.#channels.delete(one);
    for (const [name, queue] of this.#queues) {
      const held = queue[0]?.tab === tab;
      this.#queues.set(name, queue.filter((one) => one.tab !== tab));
      if (held) this.#grant(name);
    }
  }

  #request(tab: string, name: string, work: Work): Promise<unknown> {
    return new Promise((done) => {
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      queue.push({ tab, work, done });
      if (queue.length === 1) this.#grant(name);
    });
  }

  #grant(name: string): void {
    const first = this.#queues.get(name)?.[0];
    if (!first) return;
    void first.work().then((value) => {
      first.done(value);
      this.#queues.get(name)?.shift();
      this.#grant(name);
    });
  }
}

class FakeChannel {
  readonly name: string;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #post: (message: unknown, from: FakeChannel) => void;

  constructor(name: string, post: (message: unknown, from: FakeChannel) => void) {
    this.name = name;
    this.#post = post;
  }

  postMessage(message: unknown): void {
    this.#post(structuredClone(message), this);
  }

  hear(message: unknown): void {
    queueMicrotask(() => this.onmessage?.({ data: message }));
  }
}
