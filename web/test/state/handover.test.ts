import { afterEach, describe, expect, it, vi } from "vitest";
import { Unreachable } from "../../src/protocol/refusal.ts";
import { emptyState } from "../../src/state/model.ts";
import type { Engine } from "../../src/state/tabs/engine.ts";
import type { FromEngine, FromTab, Port, Shown } from "../../src/state/tabs/port.ts";
import { reachEngine } from "../../src/state/tabs/reach.ts";
import { Tab } from "../../src/state/tabs/tab.ts";
import { Browser } from "./browser.ts";
import { signedIn } from "./fixtures.ts";

/** What an engine is to those who reach it: it hears its tabs, and knows what the one before it showed. */
class SeenEngine {
  static all: SeenEngine[] = [];
  readonly heard: unknown[] = [];
  readonly ports: Port[] = [];
  readonly seed: Shown | undefined;

  constructor(_allowed: Promise<void>, seed?: Shown) {
    this.seed = seed;
    SeenEngine.all.push(this);
  }

  connect(port: Port): void {
    this.ports.push(port);
    port.listen((message) => this.heard.push(message));
  }

  stop = () => Promise.resolve();
  kept = () => Promise.resolve();
}

const load = () => Promise.resolve(SeenEngine as unknown as typeof Engine);

/** A tab, as far as it reaches for an engine. */
class SeenTab {
  readonly id: string;
  readonly heard: unknown[] = [];
  shown: Shown | undefined;
  port: Port | undefined;

  constructor(id: string) {
    this.id = id;
  }

  connect(port: Port): void {
    this.port = port;
    port.listen((message) => this.heard.push(message));
  }
}

function opened(browser: Browser, id: string): SeenTab {
  const tab = new SeenTab(id);
  browser.inTab(id, () => reachEngine("engine.js", tab, load));
  return tab;
}

const settled = () => vi.waitFor(() => expect(SeenEngine.all.length).toBeGreaterThan(0));

afterEach(() => {
  SeenEngine.all = [];
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe("where there is no SharedWorker", () => {
  it("one tab runs the engine, and the others write to it", async () => {
    const browser = new Browser();
    const first = opened(browser, "t1");
    await settled();
    const second = opened(browser, "t2");
    first.port!.post({ n: 1 });
    second.port!.post({ n: 2 });
    await vi.waitFor(() => expect(SeenEngine.all[0]!.heard).toHaveLength(2));
    expect(SeenEngine.all).toHaveLength(1);
    expect(SeenEngine.all[0]!.heard).toEqual(expect.arrayContaining([{ n: 1 }, { n: 2 }]));
    for (const port of SeenEngine.all[0]!.ports) port.post({ answer: SeenEngine.all[0]!.ports.indexOf(port) });
    await vi.waitFor(() => expect(second.heard).toHaveLength(1));
    await vi.waitFor(() => expect(first.heard).toHaveLength(1));
    expect(first.heard).not.toEqual(second.heard);
  });

  it("the next tab goes on from what it shows when the leading one closes", async () => {
    const browser = new Browser();
    opened(browser, "t1");
    await settled();
    const second = opened(browser, "t2");
    const third = opened(browser, "t3");
    second.shown = { door: { at: "inside" }, state: { ...signedIn(), cursor: "c7" } };
    browser.close("t1");
    await vi.waitFor(() => expect(SeenEngine.all).toHaveLength(2));
    const next = SeenEngine.all[1]!;
    expect(next.seed?.state.cursor).toBe("c7");
    third.port!.post({ from: "third" });
    second.port!.post({ from: "second" });
    await vi.waitFor(() => expect(next.heard).toHaveLength(2));
    expect(SeenEngine.all[0]!.heard).toEqual([]);
  });

  it("a new engine begins afresh where nobody was signed in", async () => {
    const browser = new Browser();
    opened(browser, "t1");
    await settled();
    opened(browser, "t2").shown = { door: { at: "outside" }, state: emptyState() };
    browser.close("t1");
    await vi.waitFor(() => expect(SeenEngine.all).toHaveLength(2));
    expect(SeenEngine.all[1]!.seed).toBeUndefined();
  });
});

describe("a tab whose engine went away", () => {
  function wired(tab: Tab) {
    const posted: FromTab[] = [];
    let hear: (message: unknown) => void = () => undefined;
    tab.connect({ post: (message) => posted.push(message as FromTab), listen: (listener) => (hear = listener) });
    return { posted, calls: () => posted.filter((one) => one.type === "call"), say: (message: FromEngine) => hear(message) };
  }

  const inside: FromEngine = { type: "all", shown: { door: { at: "inside" }, state: signedIn() } };

  it("shows what was written at once, and gives it to the next engine under the same key", () => {
    const tab = new Tab();
    const first = wired(tab);
    first.say(inside);
    const door = tab.account.door.value;
    if (door.at !== "inside") throw new Error("outside");
    door.messenger.send("cv_1", "hello");
    expect(tab.store.value.outbox.map(({ text }) => text)).toEqual(["hello"]);
    const second = wired(tab);
    expect(second.posted[0]).toMatchObject({ type: "hello" });
    expect(second.calls().map(({ args }) => args)).toEqual(first.calls().map(({ args }) => args));
    second.say(inside);
    expect(tab.store.value.outbox).toHaveLength(1);
  });

  it("asks again what may be asked twice, and says of the rest that it isn't known", async () => {
    const tab = new Tab();
    wired(tab).say(inside);
    const door = tab.account.door.value;
    if (door.at !== "inside") throw new Error("outside");
    const made = door.messenger.groups.create("Twice?", []);
    door.messenger.read("cv_1", 3);
    const second = wired(tab);
    await expect(made).rejects.toBeInstanceOf(Unreachable);
    expect(second.calls().map(({ name }) => name)).toEqual(["read"]);
  });

  it("hears no more of the engine before", () => {
    const tab = new Tab();
    const first = wired(tab);
    first.say(inside);
    wired(tab).say(inside);
    first.say({ type: "all", shown: { door: { at: "outside" }, state: emptyState() } });
    expect(tab.account.door.value.at).toBe("inside");
  });
});
