/** Held by whoever runs the engine. */
export const ENGINE_LOCK = "parley.engine";
const BUILDS = "parley.builds";

/**
 * Runs `work` when no other engine of this browser runs, and until it ends. An engine of another build
 * is told to give way; `outdated` resolves when that happens to this one.
 */
export async function host(build: string, work: (outdated: Promise<void>) => Promise<void>): Promise<void> {
  const builds = new BroadcastChannel(BUILDS);
  const outdated = new Promise<void>((resolve) => {
    builds.onmessage = (event: MessageEvent<unknown>) => event.data !== build && resolve();
  });
  builds.postMessage(build);
  const locks = navigator.locks as LockManager | undefined;
  if (locks) await locks.request(ENGINE_LOCK, () => work(outdated));
  else await work(outdated);
}

/** The Web Lock that a tab holds while it lives. */
export function lockOf(tab: string): string {
  return `parley.tab.${tab}`;
}
