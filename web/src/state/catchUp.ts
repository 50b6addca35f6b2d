import type { Command, HistoryCommand, LogFrame, Replies } from "../protocol/frames.ts";
import { Refusal } from "../protocol/refusal.ts";
import { onAfresh, onAround, onAside, onNewer, onOlder, type HistoryPage } from "./events/history.ts";
import { onHead } from "./events/head.ts";
import { holds, stretchWith } from "./events/island.ts";
import { heldMessage } from "./events/places.ts";
import { dropped, onLogFrame } from "./events/log.ts";
import { withUsers } from "./events/users.ts";
import { textOrder } from "./order.ts";
import type { Conversation, State } from "./model.ts";
import { Patience } from "./patience.ts";
import type { Store } from "./store.ts";
import { Turns } from "./turns.ts";

const PAGE = 50;
const CHANGES = 100;
/** Further behind than this, the end of the conversation is fetched afresh instead of change by change. */
const TOO_FAR = 300;
/** A page from the end may be behind what came meanwhile; it is fetched again so many times at most. */
const AFRESH = 5;
/** Over HTTP an `ok` may overtake an event by a moment; only a gap that stays is one. */
const GRACE_MS = 250;

export type Request = <K extends keyof Replies>(command: Command & { type: K }) => Promise<Replies[K]>;

/** Fills what this client lacks: gaps by `changes`, unknown conversations by `head`, older messages by `history`. */
export class CatchUp {
  readonly #store: Store<State>;
  readonly #request: Request;
  /** For what nobody waits for: in a crowd of it the server refuses some. */
  #patience = new Patience(() => this.#live);
  readonly #turns = new Turns(4);
  readonly #busy = new Map<string, Promise<void>>();
  #live = false;

  constructor(store: Store<State>, request: Request) {
    this.#store = store;
    this.#request = request;
  }

  goLive(live: boolean): void {
    this.#live = live;
    if (!live) return;
    this.#patience = new Patience(() => this.#live);
    for (const id of this.#store.value.unknown.keys()) this.#ask(id);
    [...this.#store.value.conversations.values()]
      .filter(isBehind)
      .sort((a, b) => textOrder(b.updatedAt ?? "", a.updatedAt ?? ""))
      .forEach((conversation) => this.#fillSoon(conversation.id, 0));
  }

  /** Looks whether a conversation lacks something after an event. */
  look(id: string): void {
    if (!this.#live) return;
    if (this.#store.value.unknown.has(id)) return this.#ask(id);
    const conversation = this.#store.value.conversations.get(id);
    if (conversation && isBehind(conversation)) this.#fillSoon(id, GRACE_MS);
  }

  /** Fetches a page of messages before those among which `at` is, or before the newest; resolves when it is there. */
  older(id: string, at?: number): Promise<void> {
    return this.#once(`older ${id} ${this.#firstWith(id, at)}`, () => this.#older(id, at));
  }

  /** Fetches a page of messages after an island's last one. */
  newer(id: string, at: number): Promise<void> {
    return this.#once(`newer ${id} ${at}`, () => this.#newer(id, at));
  }

  /** Fetches what stands around a message, unless it is held with its neighbours. */
  around(id: string, seq: number): Promise<void> {
    return this.#once(`around ${id} ${seq}`, () => this.#around(id, seq));
  }

  /** Fetches single messages, which are quoted or pinned; those that are held aren't asked for. */
  aside(id: string, seqs: number[]): Promise<void> {
    const known = this.#store.value.conversations.get(id);
    const missing = known ? seqs.filter((seq) => !heldMessage(known, seq)) : [];
    const fetched = missing.map((seq) => this.#once(`aside ${id} ${seq}`, () => this.#turns.take(() => this.#one(id, seq))));
    return Promise.all(fetched).then(() => undefined);
  }

  /** Asks for a conversation that isn't held. Throws a Refusal if there is none for this user. */
  async find(id: string): Promise<void> {
    if (this.#store.value.conversations.has(id)) return;
    const reply = await this.#request({ type: "head", conversation: id });
    this.#store.update((state) => onHead(state, reply.conversation, reply.users));
    this.look(id);
  }

  #ask(id: string): void {
    void this.#once(`head ${id}`, async () => {
      try {
        const reply = await this.#patiently({ type: "head", conversation: id });
        this.#store.update((state) => onHead(state, reply.conversation, reply.users));
        this.look(id);
      } catch (failure) {
        this.#forgetIfGone(id, failure);
      }
    });
  }

  #fillSoon(id: string, ms: number): void {
    void this.#once(`fill ${id}`, async () => {
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
      await this.#turns.take(() => this.#fill(id));
    });
  }

  async #fill(id: string): Promise<void> {
    try {
      for (let afresh = 0; afresh < AFRESH; ) {
        const conversation = this.#store.value.conversations.get(id);
        if (!this.#live || !conversation || !isBehind(conversation)) return;
        const far = conversation.lastRev - conversation.rev > TOO_FAR;
        if (!far && (await this.#fillOnce(conversation))) continue;
        await this.#afresh(id);
        afresh += 1;
      }
    } catch (failure) {
      this.#forgetIfGone(id, failure);
    }
  }

  /** True if that brought the conversation forward. */
  async #fillOnce(conversation: Conversation): Promise<boolean> {
    const { id, rev } = conversation;
    const reply = await this.#patiently({ type: "changes", conversation: id, after: rev, limit: CHANGES });
    this.#store.update((state) => reply.events.reduce(onLogFrame, withUsers(state, reply.users ?? [])));
    const now = this.#store.value.conversations.get(id);
    return !now || now.rev > rev;
  }

  async #afresh(id: string): Promise<void> {
    const known = this.#store.value.conversations.get(id);
    if (!known) return;
    const page = await this.#patiently({ type: "history", conversation: id, limit: PAGE });
    this.#store.update((state) => onAfresh(state, { ...page, conversation: id }));
    // Titles and members of the skipped changes are in the head, which is as new as the page or newer.
    const head = await this.#patiently({ type: "head", conversation: id });
    this.#store.update((state) => onHead(state, head.conversation, head.users));
  }

  #patiently<K extends keyof Replies>(command: Command & { type: K }): Promise<Replies[K]> {
    return this.#patience.ask(() => this.#request<K>(command));
  }

  #firstWith(id: string, at: number | undefined): number {
    const known = this.#store.value.conversations.get(id);
    return (known && stretchWith(known, at).messages[0]?.seq) ?? 0;
  }

  async #older(id: string, at: number | undefined): Promise<void> {
    const known = this.#store.value.conversations.get(id);
    if (!known) return;
    const { messages, complete } = stretchWith(known, at);
    if (complete) return;
    const before = messages[0]?.seq ?? known.lastSeq + 1;
    const page = await this.#page({ type: "history", conversation: id, before, limit: PAGE });
    this.#store.update((state) => onOlder(state, page, at));
  }

  async #newer(id: string, at: number): Promise<void> {
    const known = this.#store.value.conversations.get(id);
    if (!known) return;
    const { messages } = stretchWith(known, at);
    const last = messages.at(-1);
    if (messages === known.messages || !last) return;
    const page = await this.#page({ type: "history", conversation: id, after: last.seq, limit: PAGE });
    this.#store.update((state) => onNewer(state, page, at));
  }

  async #around(id: string, seq: number): Promise<void> {
    const known = this.#store.value.conversations.get(id);
    if (!known || holds(known, seq)) return;
    const page = await this.#page({ type: "history", conversation: id, around: seq, limit: PAGE });
    this.#store.update((state) => onAround(state, page));
  }

  /** Fetches a page of the newest replies of a thread, or of those before one; resolves with whether there are older ones. */
  async thread(id: string, root: number, before?: number): Promise<boolean> {
    const place = before === undefined ? {} : { before };
    const page = await this.#page({ type: "history", conversation: id, thread: root, ...place, limit: PAGE });
    this.#store.update((state) => onAside(state, page, []));
    return page.more;
  }

  async #one(id: string, seq: number): Promise<void> {
    const page = await this.#page({ type: "history", conversation: id, around: seq, limit: 1 });
    const messages = page.messages.filter((message) => message.seq === seq);
    this.#store.update((state) => onAside(state, { ...page, messages }, [seq]));
  }

  /** A page, with the changes that were applied here while it was under way. */
  async #page(command: HistoryCommand): Promise<HistoryPage> {
    const page = await this.#request(command);
    const later = await this.changesSince(command.conversation, page.asOf);
    return { ...page, conversation: command.conversation, later };
  }

  /** What happened since a rev and is applied here already: what a page from then doesn't have in it. */
  async changesSince(id: string, asOf: number, most = Infinity): Promise<LogFrame[]> {
    const later: LogFrame[] = [];
    let from = asOf;
    while (later.length < most && from < (this.#store.value.conversations.get(id)?.rev ?? 0)) {
      const reply = await this.#request({ type: "changes", conversation: id, after: from, limit: CHANGES });
      const last = reply.events.at(-1)?.rev;
      if (last === undefined) break;
      later.push(...reply.events);
      from = last;
    }
    return later;
  }

  #forgetIfGone(id: string, failure: unknown): void {
    const gone = failure instanceof Refusal && failure.code === "not_found";
    if (gone) this.#store.update((state) => dropped(state, id));
  }

  #once(what: string, work: () => Promise<void>): Promise<void> {
    const running = this.#busy.get(what);
    if (running) return running;
    const started = work().finally(() => this.#busy.delete(what));
    this.#busy.set(what, started);
    return started;
  }
}

export function isBehind(conversation: Conversation): boolean {
  return conversation.rev < conversation.lastRev || conversation.held.length > 0;
}
