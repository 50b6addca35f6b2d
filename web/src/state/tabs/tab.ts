import type { Id } from "../../protocol/frames.ts";
import { Unreachable } from "../../protocol/refusal.ts";
import type { Account } from "../account.ts";
import { randomKey } from "../key.ts";
import type { Groups } from "../groups.ts";
import type { Messenger } from "../messenger.ts";
import { emptyState, type State } from "../model.ts";
import { withDeeds, type Change, type NewDeed } from "../deeds.ts";
import type { NewMessage } from "../outbox.ts";
import type { Scheduler } from "../scheduler.ts";
import { Store } from "../store.ts";
import { lockOf } from "./hosting.ts";
import { patched } from "./patch.ts";
import { errorOf, type Attention, type Callee, type FromEngine, type FromTab, type Notice, type Port, type Shown } from "./port.ts";
import { reachEngine, type Reaching } from "./reach.ts";
import { isDeed, Unsent, withWritten, type Written } from "./unsent.ts";
import { Updates } from "./updates.ts";

/** The methods of something that lives in the engine, as a tab calls them. */
export type Remote<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] extends (...args: infer A) => infer R
    ? R extends void | Promise<unknown>
      ? (...args: A) => R
      : (...args: A) => Promise<R>
    : never;
};

/** What the view calls: the messenger in the engine, with what this tab itself knows of it. */
/** What is said of a message besides its text. */
export type Besides = Partial<Pick<NewMessage, "replyTo" | "thread" | "format" | "mentions" | "expiresInS" | "poll" | "forward" | "forwardedFrom">>;

export interface TabMessenger extends Omit<Remote<Messenger>, "send" | "change"> {
  readonly schedule: Remote<Scheduler>;
  readonly session: { readonly store: Store<State> };
  readonly state: State;
  readonly groups: Remote<Groups>;
  /** Shown in this frame, whatever the engine does. */
  send(conversation: Id, text: string, more?: Besides): void;
  /** The same for a change of messages that are there. */
  change(conversation: Id, change: Change): void;
  /** Listens to what the engine gives this tab to tell; the answer ends it. */
  onNotice(listener: (notice: Notice) => void): () => void;
  /** Which conversation is open in this tab; none when it isn't given. */
  lookAt(conversation?: Id): void;
}

export type TabDoor =
  | { at: "starting" }
  | { at: "outside"; reason?: "signedOut" }
  | { at: "inside"; messenger: TabMessenger };

export interface TabAccount extends Omit<Remote<Account>, "start" | "stop"> {
  readonly door: Store<TabDoor>;
  /** Newer versions of this client. */
  readonly updates: Updates;
}

interface Call {
  message: FromTab & { type: "call" };
  resolve: (value: unknown) => void;
  reject: (failure: Error) => void;
}

/** What may be asked again of the next engine: twice does what once does. */
const REPEATABLE = new Set(["send", "change", "saveDraft", "read", "retry", "discard", "retryChange", "discardChange", "typing", "watch"]);
const SIGNED_IN = "parley.signedIn";

/**
 * One tab: a copy of what the engine shows, with what was written here and hasn't reached it yet, and
 * the calls to it. Outlives the engine: the next one is asked again.
 */
export class Tab implements Reaching {
  readonly id = randomKey();
  readonly store = new Store<State>(emptyState());
  readonly account: TabAccount;
  readonly updates = new Updates();
  readonly #door = new Store<TabDoor>({ at: "starting" });
  readonly #messenger: TabMessenger;
  readonly #unsent = new Unsent();
  readonly #calls = new Map<number, Call>();
  readonly #listeners = new Set<(notice: Notice) => void>();
  #next = 1;
  #port: Port | undefined;
  #base: Shown | undefined;
  #open: Id | undefined;

  constructor() {
    this.account = this.#remote("account", { door: this.#door, updates: this.updates }) as unknown as TabAccount;
    const store = this.store;
    this.#messenger = this.#remote("messenger", {
      session: { store },
      schedule: this.#remote("schedule", {}),
      groups: this.#remote("groups", {}),
      get state() {
        return store.value;
      },
      send: ((conversation, text, more) => this.#send(conversation, text, more)) satisfies TabMessenger["send"],
      change: ((conversation, change) => this.#change(conversation, change)) satisfies TabMessenger["change"],
      onNotice: (listener: (notice: Notice) => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      lookAt: (conversation?: Id) => {
        this.#open = conversation;
        this.#attend();
      },
    }) as unknown as TabMessenger;
  }

  /** What the engine last showed. */
  get shown(): Shown | undefined {
    return this.#base;
  }

  /** @param engine where the engine's script is */
  start(engine: string): void {
    const attend = () => this.#attend();
    for (const event of ["focus", "blur", "online", "offline"]) addEventListener(event, attend);
    document.addEventListener("visibilitychange", attend);
    document.addEventListener("resume", () => this.#messenger.tryNow());
    addEventListener("pagehide", () => this.#post({ type: "bye" }));
    window.addEventListener("pageshow", (event) => event.persisted && this.#hello());
    void this.#live().then(() => reachEngine(engine, this));
  }

  connect(port: Port): void {
    this.#port = port;
    for (const [id, { message, reject }] of this.#calls) {
      if (REPEATABLE.has(message.name)) continue;
      this.#calls.delete(id);
      reject(new Unreachable("the tab that was connected is gone"));
    }
    port.listen((message) => {
      if (port === this.#port) this.#hear(message as FromEngine);
    });
    this.#hello();
    for (const { message } of this.#calls.values()) this.#post(message);
  }

  /** Holds this tab's lock from now on, so that the engine learns of its end. */
  async #live(): Promise<void> {
    const locks = navigator.locks as LockManager | undefined;
    if (!locks) return;
    await new Promise<void>((held) => {
      void locks.request(lockOf(this.id), () => {
        held();
        return new Promise(() => {});
      });
    });
  }

  #hear(message: FromEngine): void {
    switch (message.type) {
      case "all":
        this.#show(message.shown);
        return this.#adopt();
      case "patch":
        return this.#show(patched(this.#base, message.patch) as Shown);
      case "answer":
        this.#calls.get(message.id)?.resolve(message.value);
        return void this.#calls.delete(message.id);
      case "failure":
        this.#calls.get(message.id)?.reject(errorOf(message.failure));
        return void this.#calls.delete(message.id);
      case "notice":
        return this.#listeners.forEach((listener) => listener(message.notice));
      case "outdated":
        return location.reload();
    }
  }

  #show(shown: Shown): void {
    const before = this.#base;
    this.#base = shown;
    this.#overlay();
    if (shown.state.link.phase === "live" && before?.state.link.phase !== "live") this.updates.look();
    if (before?.door === shown.door) return;
    const { door } = shown;
    remember(door.at === "inside");
    if (door.at === "outside") this.#unsent.clear();
    this.#door.update(() => (door.at === "inside" ? { at: "inside", messenger: this.#messenger } : door));
  }

  /** What is shown: the engine's state, and what was written here that it doesn't have yet. */
  #overlay(): void {
    const state = this.#base?.state;
    if (state) this.store.update(() => withDeeds(this.#unsent.entries.reduce(withWritten, state)));
  }

  #send(conversation: Id, text: string, more: Besides = {}): void {
    const entry: NewMessage = {
      key: randomKey(),
      conversation,
      text,
      format: "markdown",
      at: new Date().toISOString(),
      ...given(more),
    };
    this.#write(entry);
  }

  #change(conversation: Id, change: Change): void {
    const deed: NewDeed = { ...change, key: randomKey(), conversation, at: new Date().toISOString() };
    this.#write(deed);
  }

  #write(entry: Written): void {
    this.#unsent.add(entry, this.store.value.me!.id);
    this.#overlay();
    this.#give(entry);
  }

  #give(entry: Written): void {
    this.#call("messenger", isDeed(entry) ? "change" : "send", [entry]).then(
      () => {
        this.#unsent.remove(entry.key);
        this.#overlay();
      },
      () => undefined, // it stays, waiting, and is given again when the page is loaded anew
    );
  }

  /** What a tab that was closed too fast had written goes the same way as if it were written here. */
  #adopt(): void {
    const { door, state } = this.#base!;
    if (door.at !== "inside") return;
    for (const entry of this.#unsent.leftBehind(state.me!.id)) this.#give(entry);
  }

  #remote(on: Callee, own: object): object {
    return new Proxy(own, {
      get: (target, name) => {
        if (name in target || typeof name === "symbol") return Reflect.get(target, name) as unknown;
        return (...args: unknown[]) => {
          const answer = this.#call(on, name, args);
          answer.catch(() => undefined); // who awaits it is told; nobody else needs to be
          return answer;
        };
      },
    });
  }

  /** A signal to abort stays here: it is no data. */
  #call(on: Callee, name: string, args: unknown[]): Promise<unknown> {
    const signal = args.find((arg) => arg instanceof AbortSignal);
    const message = { type: "call" as const, id: this.#next++, on, name, args: args.filter((arg) => arg !== signal) };
    return new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      this.#calls.set(message.id, { message, resolve, reject });
      this.#post(message);
    });
  }

  #hello(): void {
    this.#post({ type: "hello", tab: this.id, signedIn: remembered(), attention: this.#attention() });
  }

  #attend(): void {
    this.#post({ type: "attention", attention: this.#attention() });
  }

  #attention(): Attention {
    return {
      visible: document.visibilityState === "visible",
      focused: document.hasFocus(),
      online: navigator.onLine,
      conversation: this.#open,
    };
  }

  #post(message: FromTab): void {
    this.#port?.post(message);
  }
}

/** Without what isn't set. */
function given(more: Besides): Besides {
  return Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
}

/** That somebody is signed in here, for when IndexedDB keeps nothing: then the cookie is worth a try. */
function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(SIGNED_IN, "yes");
    else localStorage.removeItem(SIGNED_IN);
  } catch {
    // storage is switched off: a reload is a new login
  }
}

/** Whether somebody was signed in here when this browser was last here. */
export function remembered(): boolean {
  try {
    return localStorage.getItem(SIGNED_IN) !== null;
  } catch {
    return false;
  }
}
