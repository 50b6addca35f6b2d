import type { Command } from "../protocol/frames.ts";
import { onOwnMark } from "./events/marks.ts";
import type { State } from "./model.ts";
import type { Store } from "./store.ts";

const ACK_MS = 100;
const READ_MS = 1_000;

/** Tells the server what this device received and what this user read: merged, and again after a reconnect. */
export class OwnMarks {
  readonly #store: Store<State>;
  readonly #tell: (command: Command) => void;
  readonly #unsent = new Map<string, Command>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRead = 0;
  #live = false;

  constructor(store: Store<State>, tell: (command: Command) => void) {
    this.#store = store;
    this.#tell = tell;
  }

  goLive(live: boolean): void {
    this.#live = live;
    if (!live) return;
    const { marks, marksBefore } = this.#store.value;
    for (const [conversation, { received, read }] of [...marksBefore, ...marks]) {
      if (received > 0) this.#tell({ type: "ack", conversation, seq: received });
      if (read > 0) this.#tell({ type: "read", conversation, seq: read });
    }
    this.#unsent.clear();
    for (const id of this.#store.value.conversations.keys()) this.received(id);
  }

  /** Acknowledges what is held of a conversation, if it is held without a gap. */
  received(id: string): void {
    const conversation = this.#store.value.conversations.get(id);
    const last = conversation?.messages.at(-1)?.seq;
    if (!this.#live || !conversation || last === undefined || last <= conversation.received) return;
    this.#mark("ack", id, last);
  }

  read(id: string, seq: number): void {
    if (seq > (this.#store.value.conversations.get(id)?.read ?? Infinity)) this.#mark("read", id, seq);
  }

  #mark(type: "ack" | "read", conversation: string, seq: number): void {
    this.#store.update((state) => onOwnMark(state, conversation, type, seq));
    if (!this.#live) return; // it is in `marks`, given when the connection is back
    this.#unsent.set(`${type} ${conversation}`, { type, conversation, seq });
    if (this.#timer !== undefined) {
      if (type === "ack" || Date.now() - this.#lastRead < READ_MS) return;
      clearTimeout(this.#timer);
    }
    const wait = type === "ack" ? ACK_MS : Math.max(0, this.#lastRead + READ_MS - Date.now());
    this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    this.#timer = undefined;
    if (!this.#live) return;
    this.#lastRead = Date.now();
    for (const command of this.#unsent.values()) this.#tell(command);
    this.#unsent.clear();
  }
}
