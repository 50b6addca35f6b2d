import { takeEarly, workerAt } from "./early.ts";
import type { Engine } from "./engine.ts";
import { host } from "./hosting.ts";
import { portOver, type Port, type Shown } from "./port.ts";

/** A tab, as those see it who find its engine. */
export interface Reaching {
  readonly id: string;
  readonly shown: Shown | undefined;
  /** Called with each engine there is: the first, and the next when that one went away. */
  connect(port: Port): void;
}

interface Letter {
  to: string;
  from?: string;
  message?: unknown;
}

const CHANNEL = "parley.tabs";
const ENGINE = "engine";
const EVERYONE = "everyone";

/**
 * Finds the engine: in a SharedWorker where there are such, else in one of the tabs, the leader. The
 * engine is the same in both, and so is what tabs say to it.
 */
export function reachEngine(url: string, tab: Reaching, load = () => loaded(url)): void {
  if (typeof SharedWorker === "undefined") return lead(url, tab, load);
  try {
    const early = takeEarly();
    if (early?.failed) return lead(url, tab, load);
    const worker = early?.worker ?? workerAt(url);
    worker.onerror = () => lead(url, tab, load); // e.g. modules are no workers here
    tab.connect(portOver(worker.port));
  } catch {
    lead(url, tab, load);
  }
}

async function loaded(url: string): Promise<typeof Engine> {
  return ((await import(url)) as { Engine: typeof Engine }).Engine;
}

/** Follows the leader over a BroadcastChannel, and stands ready to lead when it goes. */
function lead(url: string, tab: Reaching, load: () => Promise<typeof Engine>): void {
  // Without locks nobody can tell who leads, so each tab runs for itself.
  const shared = (navigator.locks as LockManager | undefined) !== undefined;
  const channel = shared ? new BroadcastChannel(CHANNEL) : undefined;
  let leading = false;
  let hear: (message: unknown) => void = () => undefined;
  const follow = () =>
    tab.connect({
      post: (message) => channel?.postMessage({ to: ENGINE, from: tab.id, message } satisfies Letter),
      listen: (listener) => {
        hear = listener;
      },
    });
  if (channel) {
    channel.onmessage = (event: MessageEvent<Letter>) => {
      if (leading) return;
      if (event.data.to === tab.id) hear(event.data.message);
      else if (event.data.to === EVERYONE) follow();
    };
    follow();
  }
  void host(url, async (outdated) => {
    const Loaded = await load();
    // From here on this tab hears no more of the last leader: what that one answered is in what is shown
    // now, and what it didn't answer is asked again.
    leading = true;
    const { shown } = tab;
    const engine = new Loaded(Promise.resolve(), shown?.door.at === "inside" ? shown : undefined);
    if (channel) serve(engine, channel);
    addEventListener("pagehide", () => void engine.kept());
    const { port1, port2 } = new MessageChannel();
    engine.connect(portOver(port1));
    tab.connect(portOver(port2));
    await outdated;
    await engine.stop();
  });
}

/** Gives each tab that writes to the engine a port of its own over the channel. */
function serve(engine: Engine, channel: BroadcastChannel): void {
  const tabs = new Map<string, (message: unknown) => void>();
  channel.onmessage = (event: MessageEvent<Letter>) => {
    const { to, from, message } = event.data;
    if (to !== ENGINE || from === undefined) return;
    if (!tabs.has(from)) {
      engine.connect({
        post: (answer) => channel.postMessage({ to: from, message: answer } satisfies Letter),
        listen: (hear) => tabs.set(from, hear),
      });
    }
    tabs.get(from)?.(message);
  };
  channel.postMessage({ to: EVERYONE } satisfies Letter);
}
