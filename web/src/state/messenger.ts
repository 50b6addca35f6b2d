import type { Head, Id, LogFrame, Mark, MessageFrame, Time, User } from "../protocol/frames.ts";
import { callRest } from "../protocol/rest.ts";
import type { Tokens } from "../protocol/tokens.ts";
import { onAccountLists } from "./events/account.ts";
import { onHead, onHeads } from "./events/head.ts";
import { heldMessage } from "./events/places.ts";
import { withUsers } from "./events/users.ts";
import { withEntry, withoutEntry, type State } from "./model.ts";
import { done, retriedDeed, settledDeed, type NewDeed } from "./deeds.ts";
import { DraftDelivery } from "./draftDelivery.ts";
import { drafted } from "./drafts.ts";
import { onPins } from "./events/history.ts";
import { reactorsIn, votersIn } from "./givers.ts";
import { discarded, retried, written, type NewMessage } from "./outbox.ts";
import { Groups } from "./groups.ts";
import type { Report } from "./reports.ts";
import { foundIn, pathOf, type FoundPage, type SearchAnswer } from "./search.ts";
import { savedNotes } from "./selectors.ts";
import { Scheduler } from "./scheduler.ts";
import type { Session } from "./session.ts";

const TYPING_AGAIN_MS = 3_000;
/** So many changes are looked through for who gave what to a message, or chose what. */
const GIVEN = 2_000;
/** Messages wait for a draft that is under way, but no longer. */
const DRAFT_MS = 10_000;
/** So many pinned messages of a conversation are shown. */
const PINS = 100;

/** What a signed-in person can do with conversations and people. The view calls this and nothing below it. */
export class Messenger {
  readonly session: Session;
  /** What is to be sent later. */
  readonly schedule: Scheduler;
  /** The same with groups and channels: who belongs to them, and as what. */
  readonly groups: Groups;
  readonly #tokens: Tokens;
  readonly #typed = new Map<Id, number>();

  constructor(session: Session, tokens: Tokens) {
    this.session = session;
    this.schedule = new Scheduler(session, tokens);
    this.groups = new Groups(session, tokens);
    this.#tokens = tokens;
    session.drafts = new DraftDelivery(
      session.store,
      (method, conversation, draft) =>
        this.#rest(method, `v1/conversations/${conversation}/draft`, draft, AbortSignal.timeout(DRAFT_MS)),
      () => session.delivery.pump(),
    );
    session.lists = {
      account: (rev) => this.#readAccount(rev),
      conversations: () => this.#readConversations(),
    };
  }

  get state(): State {
    return this.session.store.value;
  }

  /* Writing */

  /** Puts a message in the outbox; resolves when it is kept there, not when it is sent. Twice is harmless. */
  async send(entry: NewMessage): Promise<void> {
    this.#update((state) => written(state, entry));
    this.#typed.delete(entry.conversation);
    this.session.delivery.pump();
    await this.session.kept();
  }

  retry(key: string): void {
    this.#update((state) => ({ ...state, outbox: retried(state.outbox, key) }));
    this.session.delivery.pump();
  }

  discard(key: string): void {
    this.#update((state) => ({ ...state, outbox: discarded(state.outbox, key) }));
  }

  /* Changing what was said */

  /** Puts a change of a message among those to be made; resolves when it is kept there. Twice is harmless. */
  async change(deed: NewDeed): Promise<void> {
    this.#update((state) => done(state, deed));
    this.session.deeds.pump();
    await this.session.kept();
  }

  retryChange(key: string): void {
    this.#update((state) => ({ ...state, deeds: retriedDeed(state.deeds, key) }));
    this.session.deeds.pump();
  }

  discardChange(key: string): void {
    this.#update((state) => ({ ...state, deeds: settledDeed(state.deeds, key) }));
  }

  /** What a message said, one text after the other, the present one last. */
  async edits(conversation: Id, seq: number): Promise<{ text: string; format?: string; at: Time }[]> {
    const path = `v1/conversations/${conversation}/messages/${seq}/edits`;
    return (await this.#rest<{ items: { text: string; format?: string; at: Time }[] }>("GET", path)).items;
  }

  /** Who gave a message which emoji, by what the log says happened since: of the first GIVEN changes. */
  async reactors(conversation: Id, seq: number): Promise<[string, Id[]][]> {
    const all = reactorsIn(await this.#since(conversation, seq), seq);
    await this.#meet(all.flatMap(([, people]) => people));
    return all;
  }

  /** Who chose which options of a poll, likewise. */
  async voters(conversation: Id, seq: number): Promise<[Id, number[]][]> {
    const all = votersIn(await this.#since(conversation, seq), seq);
    await this.#meet(all.map(([user]) => user));
    return all;
  }

  async #since(conversation: Id, seq: number): Promise<LogFrame[]> {
    const known = this.state.conversations.get(conversation);
    const message = known && heldMessage(known, seq);
    return message ? this.session.catchUp.changesSince(conversation, message.rev, GIVEN) : [];
  }

  /** Asks who they are of whom nobody said it yet. */
  async #meet(users: Id[]): Promise<void> {
    const strangers = new Set(users.filter((user) => !this.state.users.has(user)));
    if (strangers.size > 0) await this.introduce([...strangers].slice(0, 500));
  }

  /** Keeps what was written in a conversation, or in a thread of it, and not sent. */
  saveDraft(place: string, text: string, replyTo?: number): void {
    this.#update((state) => drafted(state, place, text, replyTo, Date.now()));
  }

  /** Says that this user types, at most every 3 s; or that they stopped. */
  typing(conversation: Id, on: boolean): void {
    const last = this.#typed.get(conversation) ?? 0;
    if (on ? Date.now() - last < TYPING_AGAIN_MS : last === 0) return;
    if (on) this.#typed.set(conversation, Date.now());
    else this.#typed.delete(conversation);
    this.session.connection.tell({ type: "typing", conversation, on });
  }

  /* The connection */

  /** Looks for the server now. */
  tryNow(): void {
    this.session.connection.nudge();
  }

  /** Comes back after the server, or another window, told this one to stop. */
  resume(): void {
    this.session.resume();
  }

  /* Reading */

  read(conversation: Id, seq: number): void {
    this.session.marks.read(conversation, seq);
  }

  /** A page further back: before the messages among which `at` is, or before the newest. */
  older(conversation: Id, at?: number): Promise<void> {
    return this.session.catchUp.older(conversation, at);
  }

  /** A page further on, after the messages among which `at` is. */
  newer(conversation: Id, at: number): Promise<void> {
    return this.session.catchUp.newer(conversation, at);
  }

  /** What stands around a message. */
  around(conversation: Id, seq: number): Promise<void> {
    return this.session.catchUp.around(conversation, seq);
  }

  /** Single messages that are quoted. */
  aside(conversation: Id, seqs: number[]): Promise<void> {
    return this.session.catchUp.aside(conversation, seqs);
  }

  /** The newest replies of a thread, or those before one; the answer is whether there are older ones. */
  thread(conversation: Id, root: number, before?: number): Promise<boolean> {
    return this.session.catchUp.thread(conversation, root, before);
  }

  /** A conversation that isn't held yet. */
  find(conversation: Id): Promise<void> {
    return this.session.catchUp.find(conversation);
  }

  /** What is pinned in a conversation, asked anew: the newest PINS of them. */
  async pins(conversation: Id): Promise<void> {
    type Page = { items: MessageFrame[]; asOf: number };
    const page = await this.#rest<Page>("GET", `v1/conversations/${conversation}/pins?limit=${PINS}`);
    const later = await this.session.catchUp.changesSince(conversation, page.asOf);
    this.#update((state) => onPins(state, { conversation, messages: page.items, asOf: page.asOf, later }));
  }

  /** How far those got who have received one message at least. */
  async readers(conversation: Id, seq: number): Promise<Mark[]> {
    const path = `v1/conversations/${conversation}/messages/${seq}/receipts?limit=1000`;
    const { items } = await this.#rest<{ items: Mark[] }>("GET", path);
    await this.#meet(items.map(({ user }) => user));
    return items;
  }

  /* Conversations */

  /** The direct conversation with someone, made if needed. */
  async openDirect(user: User): Promise<Id> {
    const known =
      user.id === this.state.me?.id ? savedNotes(this.state) : this.#directWith(user.id);
    if (known) return known;
    const head = await this.#rest<Head>("POST", "v1/conversations", {
      kind: "direct",
      members: [user.id],
    });
    this.#update((state) => onHead(withUsers(state, [user]), { peer: user, ...head }));
    return head.id;
  }

  /** The people on screen, whose presence is wanted; replaces the last ones. */
  watch(users: Id[]): void {
    this.session.connection.tell({ type: "watch", users });
  }

  async changeSettings(
    conversation: Id,
    settings: { muted?: boolean; pinned?: boolean; archived?: boolean },
  ): Promise<void> {
    await this.#rest("PATCH", `v1/conversations/${conversation}/settings`, settings);
    this.#update((state) => {
      const known = state.conversations.get(conversation);
      if (!known) return state;
      const next = { ...known, ...settings };
      return { ...state, conversations: withEntry(state.conversations, conversation, next) };
    });
  }

  /** Answers a stranger; they are told of nothing but an answer in words. */
  async answerRequest(conversation: Id, answer: "accept" | "reject"): Promise<void> {
    await this.#rest("PATCH", `v1/conversations/${conversation}/settings`, { request: answer });
    this.#update((state) => {
      const known = state.conversations.get(conversation);
      if (!known) return state;
      const next = { ...known, request: undefined, archived: answer === "reject" };
      return { ...state, conversations: withEntry(state.conversations, conversation, next) };
    });
  }

  /** Takes a direct conversation off the list, with all that was said, for this user alone. */
  async clear(conversation: Id): Promise<void> {
    await this.#rest("DELETE", `v1/conversations/${conversation}`);
  }

  /** The list as the server has it by now: who may write first changes what is a request. */
  async readAgain(): Promise<void> {
    await this.#readConversations();
  }

  /** Tells the operator of someone, of a conversation or of messages. */
  async report(report: Report): Promise<void> {
    await this.#rest("POST", "v1/reports", report);
  }

  /* People */

  /** Someone as everyone may see them. */
  async profileOf(user: Id): Promise<User & { biography?: string }> {
    return this.#rest("GET", `v1/users/${user}`);
  }

  async findPeople(query: string, signal?: AbortSignal): Promise<User[]> {
    const path = `v1/users?query=${encodeURIComponent(query)}&limit=20`;
    const { items } = await this.#rest<{ items: User[] }>("GET", path, undefined, signal);
    this.#update((state) => withUsers(state, items));
    return items;
  }

  /** Messages that have these words, the best match first; people whom they name are known from then on. */
  async search(query: string, cursor?: string, signal?: AbortSignal): Promise<FoundPage> {
    const answer = await this.#rest<SearchAnswer>("GET", pathOf(query, cursor), undefined, signal);
    this.#update((state) => withUsers(state, answer.users ?? []));
    return foundIn(answer);
  }

  /** Names of people who wrote or type and whom no frame has introduced. */
  async introduce(ids: Id[]): Promise<void> {
    const { items } = await this.#rest<{ items: User[] }>("POST", "v1/users/lookup", { ids });
    this.#update((state) => withUsers(state, items));
  }

  async askContact(user: Id): Promise<void> {
    await this.#rest("POST", "v1/contacts", { user });
    this.#update((state) => ({
      ...state,
      contacts: withEntry(state.contacts, user, state.contacts.get(user) ?? "requested"),
    }));
  }

  async answerContact(user: Id, answer: "accept" | "reject"): Promise<void> {
    await this.#rest("POST", `v1/contacts/${user}/${answer}`, {});
    this.#update((state) => ({
      ...state,
      contacts:
        answer === "accept"
          ? withEntry(state.contacts, user, "accepted")
          : withoutEntry(state.contacts, user),
    }));
  }

  async removeContact(user: Id): Promise<void> {
    await this.#rest("DELETE", `v1/contacts/${user}`);
    this.#update((state) => ({ ...state, contacts: withoutEntry(state.contacts, user) }));
  }

  async block(user: Id, on: boolean): Promise<void> {
    await this.#rest(on ? "PUT" : "DELETE", `v1/blocks/${user}`, on ? {} : undefined);
    this.#update((state) => {
      const blocks = new Set(state.blocks);
      if (on) blocks.add(user);
      else blocks.delete(user);
      return { ...state, blocks };
    });
  }

  #directWith(user: Id): Id | undefined {
    for (const { id, kind, peer } of this.state.conversations.values()) {
      if (kind === "direct" && peer === user) return id;
    }
    return undefined;
  }

  async #readAccount(rev: number): Promise<void> {
    type Contact = { user: User; state: "requested" | "asked" | "accepted" };
    const [contacts, blocks] = await Promise.all([
      this.#rest<{ items: Contact[] }>("GET", "v1/contacts?limit=500"),
      this.#rest<{ items: (User | { user: User })[] }>("GET", "v1/blocks?limit=500"),
    ]);
    const blocked = blocks.items.map((item) => ("user" in item ? item.user : item));
    this.#update((state) => onAccountLists(state, contacts.items, blocked, rev));
  }

  async #readConversations(): Promise<void> {
    let cursor = "";
    do {
      const page = await this.#rest<{ items: Head[]; next?: string | null }>(
        "GET",
        `v1/conversations?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      this.#update((state) => onHeads(state, page.items));
      cursor = page.next ?? "";
    } while (cursor);
    this.#update((state) => ({ ...state, listing: undefined }));
  }

  async #rest<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    return callRest<T>(method, path, body, { token: await this.#tokens.current(), signal });
  }

  #update(change: (state: State) => State): void {
    this.session.store.update(change);
  }
}
