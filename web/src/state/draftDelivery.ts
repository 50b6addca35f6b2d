import type { Id, ToldDraft } from "../protocol/frames.ts";
import { Refusal } from "../protocol/refusal.ts";
import { onDraft, settledDraft, unsavedIn, type Draft } from "./drafts.ts";
import type { State } from "./model.ts";
import { waitingIn } from "./outbox.ts";
import type { Store } from "./store.ts";

/** So long nobody writes on before it is given to the server. */
const REST_MS = 1_000;
const PAUSE_MS = 5_000;

type Give = (method: "PUT" | "DELETE", conversation: Id, draft: object) => Promise<ToldDraft>;

/**
 * Carries drafts to the server, so that they are on one's other devices: one request at a time for each
 * conversation, and none while a message of it is on its way, which clears the draft.
 */
export class DraftDelivery {
  readonly #store: Store<State>;
  readonly #give: Give;
  readonly #free: () => void;
  /** Until when each conversation waits. */
  readonly #timers = new Map<Id, ReturnType<typeof setTimeout>>();
  readonly #busy = new Set<Id>();
  #seen: State["drafts"] | undefined;
  #outbox: State["outbox"] | undefined;
  #live = false;

  /** @param free a request came to its end: messages may go */
  constructor(store: Store<State>, give: Give, free: () => void) {
    this.#store = store;
    this.#give = give;
    this.#free = free;
  }

  /** Whether a draft of it is under way: a message waits until it isn't, or the draft might come behind it. */
  isBusy(conversation: Id): boolean {
    return this.#busy.has(conversation);
  }

  goLive(live: boolean): void {
    this.#live = live;
    this.#seen = undefined;
    if (live) return this.look();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Looks whether something was written; each change puts it off, so that what is typed goes out once. */
  look(): void {
    const { drafts, outbox } = this.#store.value;
    if (!this.#live || (drafts === this.#seen && outbox === this.#outbox)) return;
    const before = this.#seen;
    this.#seen = drafts;
    this.#outbox = outbox;
    for (const [id, draft] of unsavedIn(drafts)) {
      if (before?.get(id) !== draft || !this.#timers.has(id)) this.#soon(id, REST_MS);
    }
  }

  #soon(id: Id, ms: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => {
        this.#timers.delete(id);
        void this.#deliver(id);
      }, ms),
    );
  }

  async #deliver(id: Id): Promise<void> {
    const state = this.#store.value;
    const draft = state.drafts.get(id);
    if (!this.#live || !draft?.unsaved || this.#busy.has(id) || waitingIn(state.outbox, id).length > 0) return;
    this.#busy.add(id);
    let wait = 0;
    try {
      const told = await this.#request(id, draft);
      this.#store.update((now) => onDraft(settledDraft(now, id, draft), id, told));
    } catch (failure) {
      // without an answer it goes again; what the server won't keep stays on this device
      if (!(failure instanceof Refusal)) wait = PAUSE_MS;
      else if (failure.passing) wait = failure.retryAfterMs ?? PAUSE_MS;
      else this.#store.update((now) => settledDraft(now, id, draft));
    } finally {
      this.#busy.delete(id);
      this.#free();
    }
    if (this.#live && this.#store.value.drafts.get(id)?.unsaved) this.#soon(id, wait || REST_MS);
  }

  #request(id: Id, { text, replyTo, at }: Draft): Promise<ToldDraft> {
    if (text === "") return this.#give("DELETE", id, { at });
    return this.#give("PUT", id, { text, at, ...(replyTo !== undefined && { replyTo }) });
  }
}
