import type { Id, Time } from "../protocol/frames.ts";
import { callRest } from "../protocol/rest.ts";
import { Refusal } from "../protocol/refusal.ts";
import type { Tokens } from "../protocol/tokens.ts";
import type { State } from "./model.ts";
import { written } from "./outbox.ts";
import { onSchedule, type NewScheduled, type Scheduled } from "./schedule.ts";
import type { Session } from "./session.ts";

/** What a signed-in person can do with messages that are to be sent later. */
export class Scheduler {
  readonly #session: Session;
  readonly #tokens: Tokens;

  constructor(session: Session, tokens: Tokens) {
    this.#session = session;
    this.#tokens = tokens;
  }

  /** Asks what waits in a conversation. */
  async read(conversation: Id): Promise<void> {
    const { items } = await this.#rest<{ items: Scheduled[] }>("GET", `v1/conversations/${conversation}/scheduled`);
    this.#session.store.update((state) => onSchedule(state, conversation, items));
  }

  /** Has a message sent later; with the same key once only. */
  async add(conversation: Id, message: NewScheduled): Promise<void> {
    const made = await this.#rest<Scheduled>("POST", `v1/conversations/${conversation}/scheduled`, message);
    this.#put(conversation, made);
  }

  /** Gives one another text or time. What failed waits again with a time to come. */
  async alter(conversation: Id, key: string, change: { text?: string; format?: "markdown"; sendAt?: Time }): Promise<void> {
    const made = await this.#rest<Scheduled>("PATCH", pathOf(conversation, key), change);
    this.#put(conversation, made);
  }

  /** Forgets one. One that is gone already is no trouble. */
  async cancel(conversation: Id, key: string): Promise<void> {
    await this.#rest("DELETE", pathOf(conversation, key)).catch((failure: unknown) => {
      if (!(failure instanceof Refusal) || failure.code !== "not_found") throw failure;
    });
    this.#without(conversation, key);
  }

  /**
   * Sends one now: it goes into the outbox under its own key, and what waits is forgotten. Should its time come
   * in between, the server takes the second for a repetition of the first.
   */
  async sendNow(conversation: Id, key: string): Promise<void> {
    const item = this.#listed(this.#session.store.value, conversation).find((one) => one.key === key);
    if (!item) return;
    const { text = "", format = "plain", replyTo, thread, mentions, expiresInS, poll } = item;
    const at = new Date().toISOString();
    const entry = { key, conversation, text, format, at, mentions, expiresInS, poll };
    this.#session.store.update((state) =>
      // what is being written meanwhile stays a draft
      ({ ...written(state, { ...entry, replyTo: replyTo ?? undefined, thread: thread ?? undefined }), drafts: state.drafts }),
    );
    this.#session.delivery.pump();
    await this.#session.kept();
    await this.cancel(conversation, key);
  }

  #put(conversation: Id, made: Scheduled): void {
    this.#session.store.update((state) =>
      onSchedule(state, conversation, [...this.#listed(state, conversation).filter((one) => one.key !== made.key), made]),
    );
  }

  #without(conversation: Id, key: string): void {
    this.#session.store.update((state) =>
      onSchedule(state, conversation, this.#listed(state, conversation).filter((one) => one.key !== key)),
    );
  }

  #listed(state: State, conversation: Id): Scheduled[] {
    return state.scheduled.get(conversation)?.items ?? [];
  }

  async #rest<T>(method: string, path: string, body?: unknown): Promise<T> {
    return callRest<T>(method, path, body, { token: await this.#tokens.current() });
  }
}

function pathOf(conversation: Id, key: string): string {
  return `v1/conversations/${conversation}/scheduled/${encodeURIComponent(key)}`;
}
