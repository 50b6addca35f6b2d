import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isSaid, type LogItem } from "./logItems.ts";
import type { Conversation } from "../state/model.ts";
import { useMessenger } from "./context.ts";
import { isSelectable, KEYS } from "./MessageMenu.tsx";
import { doWith, useTalk, type Deeds } from "./talk.ts";
import type { Selection } from "./useSelection.ts";

interface Window {
  show: (key: string) => void;
  pageFrom: (at: number, direction: 1 | -1) => number;
  goToEnd: () => void;
}

/** Which deed a key stands for, while a message has the focus. */
function deedOf(key: string): Deeds | undefined {
  const name = key === "Delete" ? "DEL" : key.toUpperCase();
  return (Object.keys(KEYS) as Deeds[]).find((what) => KEYS[what].toUpperCase() === name);
}

/** Keys inside the log: it is one tab stop, and the arrows go from message to message. */
export function useLogKeys(
  box: RefObject<HTMLDivElement>,
  items: LogItem[],
  log: Window,
  selection: Selection,
  conversation: Conversation,
  openMenu: (element: HTMLElement) => void,
) {
  const messenger = useMessenger();
  const talk = useTalk();
  const [current, setCurrent] = useState<string>();
  const wanted = useRef<string | undefined>(undefined);
  const inside = useRef(false);

  useLayoutEffect(() => {
    const rowOf = (key: string) => box.current!.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (wanted.current !== undefined) {
      const row = rowOf(wanted.current);
      row?.focus({ preventScroll: true });
      if (row) wanted.current = undefined;
    } else if (inside.current && document.activeElement === document.body) {
      // the row with the focus went out of the window: the log keeps it
      box.current!.querySelector<HTMLElement>("[data-key][tabindex='0']")?.focus({ preventScroll: true });
    }
  });

  const go = (at: number, step: 1 | -1) => {
    let to = Math.max(0, Math.min(items.length - 1, at));
    while (items[to] && !isSaid(items[to]!)) to += step;
    const item = items[to];
    if (!item) return;
    wanted.current = item.key;
    setCurrent(item.key);
    log.show(item.key);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target as HTMLElement;
    if (!row.matches("[data-key]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = items.findIndex((item) => item.key === row.dataset.key);
    if (at < 0) return;
    switch (event.key) {
      case "ArrowDown":
        go(at + 1, 1);
        break;
      case "ArrowUp":
        go(at - 1, -1);
        break;
      case "Home":
        go(0, 1);
        break;
      case "End":
        go(items.length - 1, -1);
        break;
      case "PageDown":
        go(log.pageFrom(at, 1), 1);
        break;
      case "PageUp":
        go(log.pageFrom(at, -1), -1);
        break;
      case " ":
      case "s":
      case "S":
        if (!isSelectable(items[at]!) || (event.key === " " && !selection.keys)) return;
        selection.toggle(items[at]!.key);
        break;
      case "Enter":
        if (!selection.keys) openMenu(row);
        else if (isSelectable(items[at]!)) selection.toggle(items[at]!.key);
        break;
      case "ContextMenu":
        openMenu(row);
        break;
      case "F10":
        if (!event.shiftKey) return;
        openMenu(row);
        break;
      case "Escape":
        if (selection.keys) return; // that ends first
        log.goToEnd();
        document.querySelector<HTMLElement>(".composer textarea")?.focus();
        break;
      default: {
        const what = deedOf(event.key);
        const did = what && !selection.keys && doWith(what, { item: items[at]!, conversation, messenger, talk, opener: row });
        if (!did) return;
      }
    }
    event.preventDefault();
  };

  return {
    /** The row that Tab comes to: where one was last, else the newest that is drawn. */
    stopAmong: (shown: LogItem[]) => {
      const last = shown.find((item) => item.key === current) ?? shown.findLast(isSaid);
      return last?.key;
    },
    handlers: {
      onKeyDown,
      onFocusIn: (event: FocusEvent) => {
        inside.current = true;
        const key = (event.target as HTMLElement).dataset.key;
        if (key !== undefined) setCurrent(key);
      },
      onFocusOut: (event: FocusEvent) => {
        // a row that is taken away loses the focus to nobody
        if (event.relatedTarget !== null) inside.current = false;
      },
    },
  };
}
