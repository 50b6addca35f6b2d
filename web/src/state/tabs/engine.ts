import type { Id } from "../../protocol/frames.ts";
import { SignedOut } from "../../protocol/refusal.ts";
import { Account } from "../account.ts";
import { emptyState } from "../model.ts";
import { lockOf } from "./hosting.ts";
import { newsIn } from "./news.ts";
import { difference } from "./patch.ts";
import { failureOf, type Attention, type Callee, type FromEngine, type FromTab, type Port, type Shown } from "./port.ts";
import { tidied } from "./tidy.ts";

interface Tab {
  port: Port;
  attention: Attention;
  /** When this tab was last looked at: the latest one tells the news. */
  at: number;
}

type Callable = Record<string, ((...args: unknown[]) => unknown) | undefined>;

const INSIDE = { at: "inside" } as const;
const NOBODY = emptyState();

/**
 * The one place where the connection and the state are, for all tabs of this browser. Tabs are views:
 * they are posted the whole state once and then what changes in it, and they post what their person does.
 */
export class Engine {
  readonly #account = new Account();
  readonly #tabs = new Map<string, Tab>();
  readonly #allowed: Promise<void>;
  readonly #seed: Shown | undefined;
  #ready: Promise<void> | undefined;
  #told: Shown = { door: { at: "starting" }, state: NOBODY };
  #unfollow = () => {};

  /**
   * @param allowed resolves when no other engine runs
   * @param seed what a tab showed when the engine before this one went away
   */
  constructor(allowed: Promise<void> = Promise.resolve(), seed?: Shown) {
    this.#allowed = allowed;
    this.#seed = seed;
    this.#account.door.subscribe(() => this.#follow());
  }

  connect(port: Port): void {
    let tab: string | undefined;
    port.listen((heard) => {
      const message = heard as FromTab;
      if (message.type === "hello") {
        tab = message.tab;
        this.#greet(port, message);
      } else if (tab !== undefined && this.#tabs.get(tab)?.port === port) {
        if (message.type === "bye") this.#gone(tab);
        else if (message.type === "attention") this.#attend(tab, message.attention);
        else void this.#answer(port, message);
      }
    });
  }

  /** Ends the connection, keeps all there is, and has the tabs load themselves again. */
  async stop(): Promise<void> {
    this.#unfollow();
    await this.#account.stop();
    for (const { port } of this.#tabs.values()) say(port, { type: "outdated" });
  }

  /** Writes what isn't kept yet: the page that hosts this engine may be closing. */
  async kept(): Promise<void> {
    const door = this.#account.door.value;
    if (door.at === "inside") await door.messenger.session.kept();
  }

  #greet(port: Port, { tab, signedIn, attention }: FromTab & { type: "hello" }): void {
    this.#tell(); // to those who are here; what this tab is told first is all there is
    this.#tabs.set(tab, { port, attention, at: Date.now() });
    const locks = navigator.locks as LockManager | undefined;
    // A tab holds its lock for as long as it lives, so whoever gets it knows that the tab is gone.
    void locks?.request(lockOf(tab), () => this.#tabs.get(tab)?.port === port && this.#gone(tab));
    this.#ready ??= this.#allowed.then(() => this.#account.start(signedIn, this.#seed?.state));
    if (this.#told.door.at !== "starting") say(port, { type: "all", shown: this.#told });
    this.#sum();
  }

  #attend(tab: string, attention: Attention): void {
    const known = this.#tabs.get(tab)!;
    const at = attention.visible ? Date.now() : known.at;
    this.#tabs.set(tab, { ...known, attention, at });
    this.#sum();
  }

  #gone(tab: string): void {
    this.#tabs.delete(tab);
    this.#sum();
    void this.kept();
  }

  /** What all tabs together look at. */
  #sum(): void {
    const door = this.#account.door.value;
    if (door.at !== "inside" || this.#tabs.size === 0) return;
    const all = [...this.#tabs.values()].map((tab) => tab.attention);
    door.messenger.session.attend({
      visible: all.some((attention) => attention.visible),
      online: all.some((attention) => attention.online),
    });
  }

  async #answer(port: Port, { id, on, name, args }: FromTab & { type: "call" }): Promise<void> {
    try {
      await this.#ready;
      const target = this.#callee(on);
      if (!target) throw new SignedOut();
      const value = await (target as unknown as Callable)[name]!.apply(target, args);
      this.#tell(); // what the call changed is seen before its answer
      say(port, { type: "answer", id, value });
    } catch (failure) {
      say(port, { type: "failure", id, failure: failureOf(failure) });
    }
  }

  #callee(on: Callee): object | undefined {
    if (on === "account") return this.#account;
    const door = this.#account.door.value;
    if (door.at !== "inside") return undefined;
    return on === "messenger" ? door.messenger : door.messenger[on];
  }

  #follow(): void {
    this.#unfollow();
    const door = this.#account.door.value;
    this.#unfollow = door.at === "inside" ? door.messenger.session.store.subscribe(() => this.#tell()) : () => {};
    this.#sum();
    this.#tell();
  }

  #tell(): void {
    const before = this.#told;
    const now = this.#now();
    const patch = difference(before, now);
    if (!patch) return;
    this.#told = now;
    // The first word to a tab is all there is; before that there is nothing to show.
    const message: FromEngine = before.door.at === "starting" ? { type: "all", shown: now } : { type: "patch", patch };
    for (const { port } of this.#tabs.values()) say(port, message);
    if (now.door === INSIDE && before.door === INSIDE) this.#news(before, now);
  }

  #now(): Shown {
    const door = this.#account.door.value;
    if (door.at === "inside") return { door: INSIDE, state: door.messenger.state };
    return this.#told.door === door ? this.#told : { door, state: NOBODY };
  }

  #news(before: Shown, now: Shown): void {
    if (now.state.cursor !== before.state.cursor) this.#tidy();
    for (const notice of newsIn(before.state, now.state)) {
      const tabs = [...this.#tabs.values()].sort((a, b) => b.at - a.at);
      const looking = tabs.filter(({ attention }) => attention.visible && attention.focused);
      if (looking.some(({ attention }) => attention.conversation === notice.conversation)) continue;
      const teller = looking[0] ?? tabs[0];
      if (teller) say(teller.port, { type: "notice", notice: { ...notice, inView: looking.length > 0 } });
    }
  }

  #tidy(): void {
    const door = this.#account.door.value;
    if (door.at !== "inside") return;
    const open = new Set<Id | undefined>([...this.#tabs.values()].map((tab) => tab.attention.conversation));
    door.messenger.session.store.update((state) => tidied(state, open));
  }
}

function say(port: Port, message: FromEngine): void {
  port.post(message);
}
