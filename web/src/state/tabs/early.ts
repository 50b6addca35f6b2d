/* The engine's SharedWorker is started by the page's first script: it starts while the app's code is fetched and run. */

/** One that was started early. */
export interface EarlyEngine {
  worker: SharedWorker;
  failed: boolean;
}

declare global {
  interface Window {
    parleyEngine?: EarlyEngine;
  }
}

export function workerAt(url: string): SharedWorker {
  return new SharedWorker(url, { name: "parley", type: "module" });
}

/** Nothing where there are no such workers; what goes wrong is seen by whoever takes it. */
export function startEarly(url: string): void {
  if (typeof SharedWorker === "undefined") return;
  try {
    const early: EarlyEngine = { worker: workerAt(url), failed: false };
    early.worker.onerror = () => {
      early.failed = true;
    };
    window.parleyEngine = early;
  } catch {
    // the app tries it too, and knows what else there is
  }
}

/** The one that was started early, once. */
export function takeEarly(): EarlyEngine | undefined {
  const early = window.parleyEngine;
  delete window.parleyEngine;
  return early;
}
