import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LogItem } from "./logItems.ts";

/** This near the end the log sticks to it. */
const STICK_PX = 48;
/** This far from the end the way back is offered. */
const FAR_PX = 400;

interface Anchor {
  row: HTMLElement;
  top: number;
}

/**
 * Keeps the reader's place: at the end it stays at the end, elsewhere the first visible row stays where
 * it is, whatever is added above or grows. Set before paint, so nothing is seen to jump.
 */
export function useAnchor(box: RefObject<HTMLDivElement>, items: LogItem[], onTop: (px: number) => void) {
  const [atEnd, setAtEnd] = useState(true);
  const stuck = useRef(true);
  const anchor = useRef<Anchor | undefined>(undefined);
  const opened = useRef(false);
  const lastOwn = useRef<string | undefined>(undefined);

  const remember = () => {
    const log = box.current!;
    const fromEnd = log.scrollHeight - log.scrollTop - log.clientHeight;
    stuck.current = fromEnd <= STICK_PX;
    setAtEnd(fromEnd <= FAR_PX);
    anchor.current = firstVisible(log);
  };
  const restore = () => {
    const log = box.current;
    if (!log) return;
    if (stuck.current) log.scrollTop = log.scrollHeight;
    else if (anchor.current?.row.isConnected) {
      log.scrollTop += anchor.current.row.getBoundingClientRect().top - anchor.current.top;
    }
  };

  useLayoutEffect(() => {
    const log = box.current!;
    const own = lastOutgoing(items);
    // One's own send always goes to the end.
    if (own !== undefined && own !== lastOwn.current && opened.current) stuck.current = true;
    lastOwn.current = own;
    if (!opened.current && items.some((item) => item.kind === "message")) {
      opened.current = true;
      const line = log.querySelector(".unread-line");
      if (line) {
        log.scrollTop += line.getBoundingClientRect().top - log.getBoundingClientRect().top - log.clientHeight / 4;
        remember();
        return;
      }
    }
    restore();
    remember();
  }, [items]);

  useEffect(() => {
    const log = box.current!;
    onTop(log.scrollTop);
  }, [items]);

  useLayoutEffect(() => {
    const log = box.current!;
    const sizes = new ResizeObserver(restore);
    sizes.observe(log);
    sizes.observe(log.firstElementChild!);
    return () => sizes.disconnect();
  }, []);

  return {
    atEnd,
    toEnd: () => {
      stuck.current = true;
      restore();
      remember();
    },
    onScroll: () => {
      remember();
      onTop(box.current!.scrollTop);
    },
  };
}

function firstVisible(log: HTMLElement): Anchor | undefined {
  const top = log.getBoundingClientRect().top;
  const rows = log.firstElementChild!.children;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.getBoundingClientRect().bottom <= top) low = middle + 1;
    else high = middle;
  }
  const row = rows[low] as HTMLElement | undefined;
  return row && { row, top: row.getBoundingClientRect().top };
}

function lastOutgoing(items: LogItem[]): string | undefined {
  const last = items.at(-1);
  return last?.kind === "outgoing" ? last.key : undefined;
}
