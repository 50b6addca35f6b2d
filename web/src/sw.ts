export {};

/*
 * The service worker: this build's page and files from a cache, so that Parley opens without a network,
 * always with files of one build. Everything else, above all `/v1`, goes past it.
 */

/** What a service worker has that a page doesn't; the page's types are the ones that hold here. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Window {
  readonly visibilityState: string;
  postMessage(message: unknown): void;
  focus(): Promise<unknown>;
}
interface Scope {
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  addEventListener(type: "notificationclick", listener: (event: Lasting & { notification: Notification }) => void): void;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(of: { type: "window" }): Promise<Window[]>;
    openWindow(address: string): Promise<unknown>;
  };
}
const worker = globalThis as unknown as Scope;
/** The page's files and a name for all of them together, filled in by the build. */
declare const FILES: string[];
declare const BUILD: string;

const PREFIX = "parley.shell.";
const CACHE = PREFIX + BUILD;
const PAGE = new URL("./", location.href).href;
const KNOWN = new Set([PAGE, ...FILES.map((file) => new URL(file, location.href).href)]);

worker.addEventListener("install", (event) => {
  event.waitUntil(fill());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0]!;
  if (request.method !== "GET" || !KNOWN.has(address)) return;
  event.respondWith(fromCache(address, request));
});

worker.addEventListener("message", (event) => {
  if (event.data === "take over") void worker.skipWaiting();
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.tag)));
});

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...KNOWN].map((address) => new Request(address, { cache: "no-cache" })));
}

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromCache(address: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

/** Brings the chat of a notice to the front, in a window that is there or in a new one. */
async function open(conversation: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: "window" });
  const window = windows.find((one) => one.visibilityState === "visible") ?? windows[0];
  if (!window) return void (await worker.clients.openWindow(`${PAGE}#/c/${conversation}`));
  window.postMessage({ open: conversation });
  await window.focus();
}
