import { Store } from "../store.ts";

/** Looked for at most this often, whenever a connection came about: a server that restarts may be a new one. */
const LOOK_MS = 60_000;

/** Newer versions of this client: one is there, waiting, until somebody takes it. */
export class Updates {
  /** True when a newer version waits: "Parley was updated, Reload". */
  readonly ready = new Store(false);
  #registration: ServiceWorkerRegistration | undefined;
  #looked = Date.now();

  /** @param onOpen the person chose a notice: this conversation is to be shown */
  async start(onOpen: (conversation: string) => void): Promise<void> {
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (!container) return; // plain HTTP on another host: then there is no offline shell
    let controlled = container.controller !== null;
    container.addEventListener("controllerchange", () => {
      if (controlled) location.reload(); // another build has this page's files now
      controlled = true;
    });
    container.addEventListener("message", (event: MessageEvent<{ open?: string } | null>) => {
      if (typeof event.data?.open === "string") onOpen(event.data.open);
    });
    try {
      this.#registration = await container.register(new URL("sw.js", document.baseURI));
    } catch (failure) {
      return console.warn("parley: opens without a network no more", failure);
    }
    this.#watch();
    this.#registration.addEventListener("updatefound", () => this.#watch());
  }

  /** Asks the server for a newer version, if that wasn't done just now. */
  look(): void {
    if (Date.now() - this.#looked < LOOK_MS) return;
    this.#looked = Date.now();
    this.#registration?.update().catch(() => undefined); // no network: at the next connection
  }

  /** Loads the newer version, in all tabs. */
  apply(): void {
    const waiting = this.#registration?.waiting;
    if (waiting) waiting.postMessage("take over");
    else location.reload();
  }

  /** Shows a notice by the service worker, so that it outlives the page; false where there is none. */
  async notify(title: string, options: NotificationOptions): Promise<boolean> {
    if (!this.#registration?.active) return false;
    await this.#registration.showNotification(title, options);
    return true;
  }

  #watch(): void {
    const next = this.#registration?.waiting ?? this.#registration?.installing;
    if (!next || !navigator.serviceWorker.controller) return;
    const look = () => next.state === "installed" && this.ready.update(() => true);
    look();
    next.addEventListener("statechange", look);
  }
}
