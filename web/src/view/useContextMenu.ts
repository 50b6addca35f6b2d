import { useRef, useState } from "preact/hooks";
import type { MenuPlace } from "./Menu.tsx";

const LONG_PRESS_MS = 450;
const STRAY_PX = 8;

/**
 * A menu for the rows of a list: right-click, Shift+F10 or the menu key, and a long press by touch. `find`
 * tells the row by what was pressed.
 */
export function useContextMenu<T>(find: (element: HTMLElement) => T | undefined) {
  const [open, setOpen] = useState<{ of: T; at: MenuPlace }>();
  const press = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  /** The click that ends a long press is none; the next press begins anew. */
  const quiet = useRef(false);

  const openAt = (element: HTMLElement, x: number, y: number) => {
    const of = find(element);
    if (of === undefined) return false;
    const opener = element.closest<HTMLElement>("[data-key]") ?? element;
    setOpen({ of, at: { x, y, opener } });
    return true;
  };
  const stop = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  return {
    open,
    close: () => setOpen(undefined),
    /** At the corner of a button, or of a focused row. */
    openUnder: (element: HTMLElement) => {
      const box = (element.querySelector(".bubble") ?? element).getBoundingClientRect();
      const rtl = document.documentElement.dir === "rtl";
      openAt(element, rtl ? box.right : box.left, box.bottom + 4);
    },
    handlers: {
      onContextMenu: (event: MouseEvent) => {
        const target = event.target as HTMLElement;
        if (target.closest("a[target]") || chosenText(target)) return; // the browser's own menu is of more use
        const keyboard = event.button !== 2 && event.clientX === 0 && event.clientY === 0;
        const box = (target.querySelector(".bubble") ?? target).getBoundingClientRect();
        const opened = keyboard
          ? openAt(target, box.left + 24, box.bottom - 8)
          : openAt(target, event.clientX, event.clientY);
        if (opened) event.preventDefault();
        stop();
      },
      onPointerDown: (event: PointerEvent) => {
        quiet.current = false;
        if (event.pointerType !== "touch") return;
        const { clientX: x, clientY: y, target } = event;
        const timer = setTimeout(() => {
          press.current = undefined;
          quiet.current = openAt(target as HTMLElement, x, y);
        }, LONG_PRESS_MS);
        press.current = { x, y, timer };
      },
      onPointerMove: (event: PointerEvent) => {
        const began = press.current;
        if (began && Math.hypot(event.clientX - began.x, event.clientY - began.y) > STRAY_PX) stop();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onClickCapture: (event: MouseEvent) => {
        if (!quiet.current || event.detail === 0) return;
        quiet.current = false;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}

function chosenText(target: HTMLElement): boolean {
  const chosen = getSelection();
  return chosen !== null && !chosen.isCollapsed && chosen.containsNode(target, true);
}
