import { h, type ComponentType, type VNode } from "preact";
import { useEffect, useReducer, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";

/* What isn't drawn at the start is in a file of its own, fetched when first opened or when nothing else is to do. */

/** How each part is fetched; parts of one file share it. */
const waiting: (() => Promise<unknown>)[] = [];

/** A pane whose code is fetched late. */
export function lazyPane<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazily(load, (_, again) => (
    <main class="pane main-pane">
      <NotLoaded again={again} />
    </main>
  ));
}

/** A part of a pane whose code is fetched late. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazily(load, (_, again) => <NotLoaded again={again} />);
}

/** A dialog whose code is fetched late. */
export function lazyDialog<P extends { onClose: () => void }>(load: () => Promise<ComponentType<P>>) {
  return lazily(load, ({ onClose }: P, again) => (
    <Dialog title={t.didntWork} onClose={onClose}>
      <NotLoaded again={again} />
    </Dialog>
  ));
}

/** Fetches what is fetched late while the browser has nothing else to do, so that it opens at once, also offline. */
export async function fetchTheRest(): Promise<void> {
  await idle();
  await Promise.allSettled(waiting.map((load) => load())); // what fails is asked for again when it is opened
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: 5_000 });
    else setTimeout(resolve, 200);
  });
}

type Failed<P> = (props: P, again: () => void) => VNode;

function lazily<P extends object>(load: () => Promise<ComponentType<P>>, failed: Failed<P>): (props: P) => VNode | null {
  let part: ComponentType<P> | undefined;
  const fetched = async () => {
    part ??= await load();
  };
  waiting.push(fetched);
  return function Lazy(props: P) {
    const [failure, setFailure] = useState(false);
    const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
    const missing = part === undefined; // as it is drawn now: it may come before the effect is run
    useEffect(() => {
      let left = false;
      if (missing && !failure) fetched().then(() => left || redraw(), () => left || setFailure(true));
      return () => void (left = true);
    }, [failure]);
    if (part) return h(part, props) as VNode;
    return failure ? failed(props, () => setFailure(false)) : null;
  };
}

/** The file didn't come: there is no network, or a newer version is served and this page must be drawn anew. */
function NotLoaded({ again }: { again: () => void }) {
  return (
    <Empty icon="circle-alert" title={t.partFailed} hint={t.partFailedHint} failed>
      <button class="button" onClick={again}>
        {t.tryAgain}
      </button>
      <button class="button quiet" onClick={() => location.reload()}>
        {t.reload}
      </button>
    </Empty>
  );
}
