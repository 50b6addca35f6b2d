import type { ContactState, User } from "../protocol/frames.ts";
import { emptyState, type Conversation, type Marks, type Outgoing, type State } from "./model.ts";

const VERSION = 1;
/** So many of a conversation's newest messages are kept; older ones are fetched again. */
const KEPT_MESSAGES = 60;
const SAVE_MS = 300;

interface Meta {
  me?: User;
  device?: string;
  epoch?: string;
  cursor?: string;
  account: State["account"];
  contacts: [string, ContactState][];
  blocks: string[];
  marks: [string, Marks][];
}

const STORES = ["conversations", "users", "outbox", "drafts", "meta"] as const;

/**
 * One user's cache in IndexedDB: from it comes the first paint, and what waits to be sent. All that
 * changed is written in one transaction with the cursor, so a cursor never runs ahead of what it covers.
 */
export class Archive {
  readonly #db: IDBDatabase;
  #saved: State | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: State | undefined;

  private constructor(db: IDBDatabase) {
    this.#db = db;
    db.onversionchange = () => db.close();
  }

  static async open(user: string): Promise<Archive> {
    const request = indexedDB.open(nameOf(user), VERSION);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store);
    };
    return new Archive(await result(request));
  }

  static async erase(user: string): Promise<void> {
    await result(indexedDB.deleteDatabase(nameOf(user)));
  }

  async load(): Promise<State> {
    const reading = this.#db.transaction(STORES, "readonly");
    const all = <T>(store: string) => result(reading.objectStore(store).getAll() as IDBRequest<T[]>);
    const drafts = reading.objectStore("drafts");
    const [conversations, users, outbox, draftKeys, draftTexts, metas] = await Promise.all([
      all<Conversation>("conversations"),
      all<User>("users"),
      all<Outgoing>("outbox"),
      result(drafts.getAllKeys() as IDBRequest<string[]>),
      result(drafts.getAll() as IDBRequest<string[]>),
      all<Meta>("meta"),
    ]);
    const { contacts, blocks, marks, ...meta } = metas[0] ?? {
      account: { rev: 0 },
      contacts: [],
      blocks: [],
      marks: [],
    };
    this.#saved = {
      ...emptyState(),
      ...meta,
      conversations: new Map(conversations.map((one) => [one.id, one])),
      users: new Map(users.map((user) => [user.id, user])),
      outbox: outbox.sort((a, b) => a.order - b.order),
      drafts: new Map(draftKeys.map((key, at) => [key, draftTexts[at]!])),
      contacts: new Map(contacts),
      blocks: new Set(blocks),
      marks: new Map(marks),
    };
    return this.#saved;
  }

  /** Writes this state soon, with whatever comes until then. */
  saveSoon(state: State): void {
    this.#pending = state;
    this.#timer ??= setTimeout(() => void this.#flushOrWarn(), SAVE_MS);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const state = this.#pending;
    this.#pending = undefined;
    if (state && state !== this.#saved) await this.#save(state);
  }

  /** A disk that is full ends the remembering, not the chat; the next change tries again. */
  async #flushOrWarn(): Promise<void> {
    try {
      await this.flush();
    } catch (failure) {
      console.warn("parley: not kept on this device", failure);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#pending = undefined;
    this.#db.close();
  }

  async #save(state: State): Promise<void> {
    const before = this.#saved ?? emptyState();
    const writing = this.#db.transaction(STORES, "readwrite");
    const conversations = writing.objectStore("conversations");
    for (const [id, conversation] of state.conversations) {
      if (before.conversations.get(id) !== conversation) {
        putUnlessOlder(conversations, trimmed(conversation), state.epoch === before.epoch);
      }
    }
    removeGone(conversations, before.conversations, state.conversations);
    putChanged(writing.objectStore("users"), before.users, state.users);
    putChanged(writing.objectStore("drafts"), before.drafts, state.drafts);
    removeGone(writing.objectStore("drafts"), before.drafts, state.drafts);
    const outboxBefore = byKey(before.outbox);
    const outbox = byKey(state.outbox);
    putChanged(writing.objectStore("outbox"), outboxBefore, outbox);
    removeGone(writing.objectStore("outbox"), outboxBefore, outbox);
    writing.objectStore("meta").put(metaOf(state), "meta");
    await new Promise<void>((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onerror = writing.onabort = () => reject(writing.error ?? new Error("not saved"));
    });
    this.#saved = state;
  }
}

/** Another tab may be ahead of this one: what it wrote stays. */
function putUnlessOlder(store: IDBObjectStore, conversation: Conversation, sameEpoch: boolean): void {
  const reading = store.get(conversation.id) as IDBRequest<Conversation | undefined>;
  reading.onsuccess = () => {
    const other = reading.result;
    if (!sameEpoch || !other || other.rev <= conversation.rev) store.put(conversation, conversation.id);
  };
}

function trimmed(conversation: Conversation): Conversation {
  if (conversation.messages.length <= KEPT_MESSAGES) return conversation;
  return { ...conversation, messages: conversation.messages.slice(-KEPT_MESSAGES), complete: false };
}

function putChanged<T>(store: IDBObjectStore, before: Map<string, T>, now: Map<string, T>): void {
  if (before === now) return;
  for (const [key, value] of now) if (before.get(key) !== value) store.put(value, key);
}

function removeGone<T>(store: IDBObjectStore, before: Map<string, T>, now: Map<string, T>): void {
  if (before === now) return;
  for (const key of before.keys()) if (!now.has(key)) store.delete(key);
}

function byKey(outbox: Outgoing[]): Map<string, Outgoing> {
  return new Map(outbox.map((entry) => [entry.key, entry]));
}

function metaOf(state: State): Meta {
  const { me, device, epoch, cursor, account } = state;
  return {
    me,
    device,
    epoch,
    cursor,
    account,
    contacts: [...state.contacts],
    blocks: [...state.blocks],
    marks: [...state.marksBefore, ...state.marks],
  };
}

function nameOf(user: string): string {
  return `parley.${user}`;
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no database"));
  });
}
