import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { cut, fromEndOf, heightsBetween, spacesOf } from "./logGeometry.ts";
import { isSaid, type LogItem } from "./logItems.ts";
import { RowMap } from "./rowMap.ts";

/** This near the end the log sticks to it. */
const STICK_PX = 48;
/** This far from the end the way back is offered. */
const FAR_PX = 400;
/** So much is drawn above and below what is seen, and drawn anew when less than the slack is left. */
const BEYOND_PX = 1_000;
const SLACK_PX = 400;

/** Where the reader is: at the end, or where a row's top stands below the window's top. */
export interface ReadingPlace {
  stuck: boolean;
  key?: string;
  offset: number;
}

export const AT_END: ReadingPlace = { stuck: true, offset: 0 };

/**
 * The window of a long log: draws the rows near the reader and keeps the reader's place. At the end it
 * stays at the end; elsewhere the first visible message stays where it is, whatever is added above or
 * grows. Everything is set before paint, so nothing is seen to jump. Where the items don't end with the
 * `newest` there is no end to stay at.
 */
export function useLogWindow(box: RefObject<HTMLDivElement>, items: LogItem[], opening: ReadingPlace, newest: boolean) {
  const [rows] = useState(() => new RowMap((at) => guessed(now.current[at]!)));
  const now = useRef(items);
  const place = useRef(opening);
  const seen = useRef({ height: innerHeight, width: 0, above: 0 });
  const drawn = useRef({ start: 0, end: 0 });
  const lastOwn = useRef(lastOutgoing(items));
  const settledAt = useRef(-1);
  /** Where the log was scrolled to when that was last looked at. */
  const handled = useRef<number | undefined>(undefined);
  const [atEnd, setAtEnd] = useState(opening.stuck);
  const sticky = useRef(newest);
  sticky.current = newest;
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  if (box.current) follow(box.current);
  if (now.current !== items) {
    now.current = items;
    const own = lastOutgoing(items);
    if (own !== undefined && own !== lastOwn.current) place.current = AT_END; // one's own send goes to the end
    lastOwn.current = own;
  }
  rows.lay(useMemo(() => items.map((item) => item.key), [items]));
  const range = wanted();
  drawn.current = range;

  /** The reader may have scrolled since, and the browser tells it a frame later: that place counts. */
  function follow(log: HTMLElement): void {
    if (handled.current !== undefined && Math.abs(log.scrollTop - handled.current) >= 1) remember(log);
  }

  function topOf({ stuck, key, offset }: ReadingPlace): number {
    if (stuck) return rows.total - seen.current.height;
    const at = now.current.findIndex((item) => item.key === key);
    return at < 0 ? rows.total - seen.current.height : rows.top(at) - offset;
  }

  function wanted(beyond = BEYOND_PX) {
    const top = topOf(place.current);
    const start = rows.at(top - beyond);
    const end = Math.min(now.current.length, rows.at(top + seen.current.height + beyond) + 1);
    return { start, end };
  }

  /** Measures what is drawn, and puts the reader back where they were. */
  function settle(): void {
    const log = box.current;
    if (!log) return;
    const [spaceAbove, spaceBelow] = spacesOf(log);
    const { start, end } = drawn.current;
    spaceAbove.style.height = `${rows.top(start)}px`;
    spaceBelow.style.height = `${rows.total - rows.top(end)}px`;
    if (seen.current.width !== log.clientWidth) {
      if (seen.current.width > 0) rows.forget();
      seen.current.width = log.clientWidth;
    }
    rows.measure(start, heightsBetween(spaceAbove, spaceBelow));
    spaceAbove.style.height = `${rows.top(start)}px`;
    spaceBelow.style.height = `${rows.total - rows.top(end)}px`;
    seen.current.height = log.clientHeight;
    seen.current.above = spaceAbove.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
    restore(log);
    lookAround();
  }

  function restore(log: HTMLElement): void {
    if (!place.current.stuck && !now.current.some((item) => item.key === place.current.key)) remember(log);
    const top = place.current.stuck ? log.scrollHeight : topOf(place.current) + seen.current.above;
    if (Math.abs(log.scrollTop - top) >= 1) log.scrollTop = top;
    settledAt.current = handled.current = log.scrollTop;
    const fromEnd = fromEndOf(log);
    setAtEnd(fromEnd <= FAR_PX);
    if (fromEnd <= STICK_PX && sticky.current) place.current = { ...place.current, stuck: true };
  }

  function remember(log: HTMLElement): void {
    handled.current = log.scrollTop;
    const fromEnd = fromEndOf(log);
    setAtEnd(fromEnd <= FAR_PX);
    const top = log.scrollTop - seen.current.above;
    const at = anchorAt(top);
    place.current = { stuck: fromEnd <= STICK_PX && sticky.current, key: now.current[at]?.key, offset: rows.top(at) - top };
  }

  /**
   * The first message that begins in the window. Never the first one that is held: what comes before it
   * decides whether it begins a group, and with that how high it is.
   */
  function anchorAt(top: number): number {
    const last = now.current.length - 1;
    const oldest = now.current.findIndex(isSaid);
    let at = rows.at(top);
    if (rows.top(at) < top && rows.top(at + 1) < top + seen.current.height) at += 1;
    while (at < last && (at <= oldest || !isSaid(now.current[at]!))) at += 1;
    return Math.min(at, last);
  }

  function move(to: ReadingPlace): void {
    handled.current = box.current!.scrollTop;
    place.current = to;
    redraw();
  }

  /** Draws anew when the reader comes near the end of what is drawn. */
  function lookAround(): void {
    const need = wanted(SLACK_PX);
    if (need.start < drawn.current.start || need.end > drawn.current.end) redraw();
  }

  useLayoutEffect(settle);
  useLayoutEffect(() => {
    const log = box.current!;
    const sizes = new ResizeObserver(() => {
      follow(log);
      settle();
    });
    sizes.observe(log);
    sizes.observe(log.firstElementChild!);
    return () => sizes.disconnect();
  }, []);

  return {
    range,
    atEnd,
    place,
    /** True if it was the reader who scrolled. */
    onScroll: (): boolean => {
      if (Math.abs(box.current!.scrollTop - settledAt.current) < 1) return false;
      settledAt.current = -1;
      remember(box.current!);
      lookAround();
      return true;
    },
    /** The item at the window's upper edge. */
    topItem: () => now.current[rows.at(box.current!.scrollTop - seen.current.above)],
    /** Goes to a row, so that it stands at this part of the window's height; a cut, not a ride. */
    goTo: (key: string, part: number) => {
      cut(box.current!);
      move({ stuck: false, key, offset: seen.current.height * part });
    },
    goToEnd: () => {
      cut(box.current!);
      move(AT_END);
    },
    /** Moves as little as needed for the whole row to be in the window. */
    show: (key: string, margin = 16) => {
      const at = now.current.findIndex((item) => item.key === key);
      if (at < 0) return;
      const top = rows.top(at) + seen.current.above - box.current!.scrollTop;
      const height = rows.top(at + 1) - rows.top(at);
      const offset = Math.max(margin, Math.min(top, seen.current.height - height - margin));
      if (offset === top) return;
      move({ stuck: false, key, offset });
    },
    /** How many rows a page of the window has at a row. */
    pageFrom: (at: number, direction: 1 | -1) => {
      const to = rows.at(rows.top(at) + direction * seen.current.height * 0.9);
      return to === at ? at + direction : to;
    },
  };
}

function guessed(item: LogItem): number {
  if (item.kind === "message" || item.kind === "outgoing") {
    const text = item.kind === "message" ? item.message.text : item.entry.text;
    return 38 + 22 * Math.min(24, Math.floor(text.length / 64)) + (item.first ? 20 : 0);
  }
  return item.kind === "day" ? 48 : 42;
}

function lastOutgoing(items: LogItem[]): string | undefined {
  const last = items.at(-1);
  return last?.kind === "outgoing" ? last.key : undefined;
}
