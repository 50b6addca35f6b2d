import type { ContactState, User } from "../protocol/frames.ts";
import type { Deed } from "./deeds.ts";
import type { Draft } from "./drafts.ts";
import { textOrder } from "./order.ts";
import { emptyState, type Conversation, type Marks, type Outgoing, type State } from "./model.ts";

const NAME = "parley";
const VERSION = 3;
/** Of so many conversations, the latest, the newest messages are kept; of the others the last one. */
const KEPT_CONVERSATIONS = 200;
/** A screen and a page of history; older ones are fetched again. */
const KEPT_MESSAGES = 60;
const SAVE_MS = 300;
/** A database that another version of this page holds open for longer is done without. */
const OPEN_MS = 3_000;

interface Meta {
  /** Drawn anew when the cache is wiped: who finds another one than theirs writes no more. */
  generation: string;
  me?: User;
  device?: string;
  epoch?: string;
  cursor?: string;
  account: State["account"];
  listing?: true;
  accountDue?: number;
  contacts: [string, ContactState][];
  blocks: string[];
  asking?: [string, string[]][];
  asked?: [string, "asked" | "rejected"][];
  marks: [string, Marks][];
  textLength: number;
  receiptMembers: number;
  features?: string[];
}

/** What comes from the server and can be fetched again. */
const CACHE = ["conversations", "users", "meta"] as const;
/** What somebody wrote and nobody else has. */
const WRITTEN = ["outbox", "deeds", "drafts"] as const;
const STORES = [...CACHE, ...WRITTEN] as const;

/**
 * The signed-in user's cache in IndexedDB: from it comes the first paint, and what waits to be sent. All
 * that changed is written in one transaction with the cursor, so a cursor never runs ahead of what it covers.
 */
export class Archive {
  readonly #db: IDBDatabase;
  #generation = drawn();
  /** There is something of this generation in the database. */
  #written = false;
  #saved: State | undefined;
  /** The conversations that are stored with more than their last message. */
  #deep = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: State | undefined;
  /** The end of what is being written: one thing after the other. */
  #writing: Promise<unknown> = Promise.resolve();
  #lost = false;

  private constructor(db: IDBDatabase) {
    this.#db = db;
    db.onversionchange = () => this.close();
  }

  static async open(): Promise<Archive> {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      for (const store of CACHE) if (db.objectStoreNames.contains(store)) db.deleteObjectStore(store);
      for (const store of STORES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store);
    };
    const deadline = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("the database doesn't open")), OPEN_MS);
    });
    return new Archive(await Promise.race([result(request), deadline]));
  }

  /** What was kept; `me` is missing if nobody is signed in on this device. */
  async load(): Promise<State> {
    const reading = this.#db.transaction(STORES, "readonly");
    const all = <T>(store: string) => result(reading.objectStore(store).getAll() as IDBRequest<T[]>);
    const drafts = reading.objectStore("drafts");
    const [conversations, users, outbox, deeds, draftKeys, draftTexts, stored] = await Promise.all([
      all<Conversation>("conversations"),
      all<User>("users"),
      all<Outgoing>("outbox"),
      all<Deed>("deeds"),
      result(drafts.getAllKeys() as IDBRequest<string[]>),
      result(drafts.getAll() as IDBRequest<(Draft | string)[]>),
      result(reading.objectStore("meta").get("meta") as IDBRequest<Meta | undefined>),
    ]);
    this.#generation = stored?.generation ?? this.#generation;
    this.#written = stored !== undefined;
    this.#deep = new Set(conversations.filter((one) => one.messages.length > 1).map((one) => one.id));
    this.#saved = {
      ...emptyState(),
      ...(stored && stateIn(stored)),
      conversations: new Map(conversations.map((one) => [one.id, one])),
      users: new Map(users.map((user) => [user.id, user])),
      outbox: outbox.sort((a, b) => a.order - b.order),
      deeds: deeds.sort((a, b) => a.order - b.order),
      drafts: new Map(draftKeys.map((key, at) => [key, draftOf(draftTexts[at]!)])),
    };
    return this.#saved;
  }

  /** Writes this state soon, with whatever comes until then; at once if somebody wrote something. */
  saveSoon(state: State): void {
    this.#pending = state;
    if (writtenIn(state) > writtenIn(this.#saved)) void this.#flushOrWarn();
    else this.#timer ??= setTimeout(() => void this.#flushOrWarn(), SAVE_MS);
  }

  /** Writes what is to be written, this state if one is given; resolves when that, and all before it, is kept. */
  flush(state = this.#pending): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = state;
    return this.#inTurn(async () => {
      const next = this.#pending;
      this.#pending = undefined;
      if (next && next !== this.#saved && !this.#lost) await this.#save(next);
    });
  }

  /** Forgets everything: somebody signed out, or, `entering`, somebody else signed in, whose token's `jti` stays. */
  wipe(entering = false): Promise<void> {
    return this.#inTurn(() => this.#wipe(entering));
  }

  async #wipe(entering: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = undefined;
    this.#saved = undefined;
    this.#deep.clear();
    this.#generation = drawn();
    this.#written = false;
    this.#lost = false;
    const writing = this.#db.transaction(STORES, "readwrite");
    for (const store of STORES) {
      if (entering && store === "meta") writing.objectStore(store).delete("meta");
      else writing.objectStore(store).clear();
    }
    await done(writing);
  }

  /** The `jti` of the last access token, which names the one that a refresh replaces. */
  async jti(): Promise<string | undefined> {
    const store = this.#db.transaction("meta", "readonly").objectStore("meta");
    return result(store.get("jti") as IDBRequest<string | undefined>);
  }

  async keepJti(jti: string): Promise<void> {
    const writing = this.#db.transaction("meta", "readwrite");
    writing.objectStore("meta").put(jti, "jti");
    await done(writing);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#pending = undefined;
    this.#lost = true;
    this.#db.close();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const written = this.#writing.then(work);
    this.#writing = written.catch(() => undefined); // who asked for it is told
    return written;
  }

  /** A disk that is full ends the remembering, not the chat; the next change tries again. */
  async #flushOrWarn(): Promise<void> {
    try {
      await this.flush();
    } catch (failure) {
      console.warn("parley: not kept on this device", failure);
    }
  }

  async #save(state: State): Promise<void> {
    const before = this.#saved ?? emptyState();
    const writing = this.#db.transaction(STORES, "readwrite");
    const meta = writing.objectStore("meta");
    const stored = await result(meta.get("meta") as IDBRequest<Meta | undefined>);
    if (stored ? stored.generation !== this.#generation : this.#written) {
      this.#lost = true; // wiped by another page: what this one holds is somebody else's by now
      writing.abort();
      return;
    }
    this.#putConversations(writing.objectStore("conversations"), before, state);
    putChanged(writing.objectStore("users"), before.users, state.users);
    removeGone(writing.objectStore("users"), before.users, state.users);
    putChanged(writing.objectStore("drafts"), before.drafts, state.drafts);
    removeGone(writing.objectStore("drafts"), before.drafts, state.drafts);
    putWaiting(writing.objectStore("outbox"), before.outbox, state.outbox);
    putWaiting(writing.objectStore("deeds"), before.deeds, state.deeds);
    meta.put(metaOf(state, this.#generation), "meta");
    await done(writing); // if that fails all of it is tried again
    this.#saved = state;
    this.#written = true;
  }

  #putConversations(store: IDBObjectStore, before: State, now: State): void {
    if (before.conversations === now.conversations) return;
    const latest = latestOf(now.conversations);
    for (const [id, conversation] of now.conversations) {
      const deep = !latest || latest.has(id);
      if (before.conversations.get(id) === conversation && (deep || !this.#deep.has(id))) continue;
      const kept = trimmed(conversation, deep ? KEPT_MESSAGES : 1);
      if (kept.messages.length > 1) this.#deep.add(id);
      else this.#deep.delete(id);
      putUnlessOlder(store, kept, before.epoch === now.epoch);
    }
    removeGone(store, before.conversations, now.conversations);
  }
}

/** Undefined while there are so few that all are. */
function latestOf(conversations: Map<string, Conversation>): Set<string> | undefined {
  if (conversations.size <= KEPT_CONVERSATIONS) return undefined;
  const sorted = [...conversations.values()].sort((a, b) => textOrder(b.updatedAt ?? "", a.updatedAt ?? ""));
  return new Set(sorted.slice(0, KEPT_CONVERSATIONS).map((one) => one.id));
}

/** Where tabs can't share an engine, another one may be ahead of this: what it wrote stays. */
function putUnlessOlder(store: IDBObjectStore, conversation: Conversation, sameEpoch: boolean): void {
  const reading = store.get(conversation.id) as IDBRequest<Conversation | undefined>;
  reading.onsuccess = () => {
    const other = reading.result;
    if (!sameEpoch || !other || other.rev <= conversation.rev) store.put(conversation, conversation.id);
  };
}

/** The newest messages alone, and what is quoted or pinned; nobody looks further back now. */
export function trimmed(conversation: Conversation, most: number): Conversation {
  if (conversation.messages.length <= most && !conversation.islands) return conversation;
  const { islands: _, ...kept } = conversation;
  if (kept.messages.length <= most) return kept;
  return { ...kept, messages: kept.messages.slice(-most), complete: false };
}

function putChanged<T>(store: IDBObjectStore, before: Map<string, T>, now: Map<string, T>): void {
  if (before === now) return;
  for (const [key, value] of now) if (before.get(key) !== value) store.put(value, key);
}

function removeGone<T>(store: IDBObjectStore, before: Map<string, T>, now: Map<string, T>): void {
  if (before === now) return;
  for (const key of before.keys()) if (!now.has(key)) store.delete(key);
}

function putWaiting<T extends { key: string }>(store: IDBObjectStore, before: T[], now: T[]): void {
  if (before === now) return;
  const [known, entries] = [before, now].map((list) => new Map(list.map((entry) => [entry.key, entry])));
  putChanged(store, known!, entries!);
  removeGone(store, known!, entries!);
}

/** How much waits that nobody else has. */
function writtenIn(state: State | undefined): number {
  return state ? state.outbox.length + state.deeds.length : 0;
}

function metaOf(state: State, generation: string): Meta {
  const { me, device, epoch, cursor, account, listing, accountDue, textLength, receiptMembers, features } = state;
  return {
    generation,
    me,
    device,
    epoch,
    cursor,
    account,
    listing,
    accountDue,
    contacts: [...state.contacts],
    blocks: [...state.blocks],
    asking: [...state.asking],
    asked: [...state.asked],
    marks: [...state.marksBefore, ...state.marks],
    textLength,
    receiptMembers,
    features,
  };
}

/** An earlier version of this client kept the text alone. */
function draftOf(kept: Draft | string): Draft {
  return typeof kept === "string" ? { text: kept, at: new Date(0).toISOString(), unsaved: true } : kept;
}

function stateIn({ generation: _, contacts, blocks, asking, asked, marks, ...meta }: Meta): Partial<State> {
  return {
    ...meta,
    features: meta.features ?? [],
    contacts: new Map(contacts),
    blocks: new Set(blocks),
    asking: new Map(asking),
    asked: new Map(asked),
    marks: new Map(marks),
  };
}

function drawn(): string {
  return String(Math.random());
}

function done(writing: IDBTransaction): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    writing.oncomplete = () => resolve();
    writing.onerror = writing.onabort = () => reject(writing.error ?? new Error("not saved"));
  });
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no database"));
  });
}
