import { Engine } from "./state/tabs/engine.ts";
import { host } from "./state/tabs/hosting.ts";
import { portOver } from "./state/tabs/port.ts";

/* The engine's own script: a SharedWorker runs it, or the tab that leads imports it. */

export { Engine };

interface SharedScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

if (typeof document === "undefined") {
  let allow = () => {};
  const engine = new Engine(new Promise<void>((resolve) => (allow = resolve)));
  (globalThis as unknown as SharedScope).onconnect = (event) => engine.connect(portOver(event.ports[0]!));
  void host(location.href, async (outdated) => {
    allow();
    await outdated;
    await engine.stop();
  });
}
