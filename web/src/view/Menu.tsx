import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { giveFocusBack } from "./focus.ts";
import { Icon } from "./Icon.tsx";
import { lift } from "./lift.ts";

export interface MenuItem {
  icon: string;
  label: string;
  /** The key that does the same, told at the end of the row. */
  hint?: string;
  destructive?: boolean;
  /** A line above it. */
  apart?: boolean;
  act: () => void;
}

/** Where a menu opens: at a point, or at the corner of what was pressed. */
export interface MenuPlace {
  x: number;
  y: number;
  opener: HTMLElement | null;
}

interface MenuProps {
  label: string;
  items: MenuItem[];
  at: MenuPlace;
  onClose: () => void;
  /** Instead of `onClose`, when something was chosen. */
  onChosen?: () => void;
  children?: ComponentChildren;
}

const EDGE_PX = 8;

/** A menu at a place; on a phone a sheet. The browser keeps the focus inside and the rest inert. */
export function Menu({ label, items, at, onClose, onChosen = onClose, children }: MenuProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  /** The finger whose long press opened it is still down, and its end is no choice: the next press counts. */
  const pressed = useRef(false);
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    const sheet = place(element, at);
    const drop = sheet ? lift(at.opener, element) : undefined;
    element.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    return () => {
      const inside = element.contains(document.activeElement) || document.activeElement === document.body;
      element.close();
      drop?.();
      if (inside) giveFocusBack(at.opener);
    };
  }, []);
  const choose = (item: MenuItem) => {
    onChosen();
    item.act();
  };
  return (
    <dialog
      class="menu"
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onPointerDownCapture={() => (pressed.current = true)}
      onClickCapture={(event) => {
        if (event.detail > 0 && !pressed.current) event.stopPropagation();
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        if (event.target === dialog.current && pressed.current) onClose();
      }}
      onKeyDown={(event) => move(event, items, choose, onClose)}
    >
      {children}
      <div role="menu" aria-label={label}>
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            class={[item.destructive && "destructive", item.apart && "apart"].filter(Boolean).join(" ")}
            onClick={() => choose(item)}
          >
            <Icon name={item.icon} />
            <span class="clip">{item.label}</span>
            {item.hint && <kbd aria-hidden="true">{item.hint}</kbd>}
          </button>
        ))}
      </div>
    </dialog>
  );
}

/** Beside the point, flipped where it would leave the window. True if it is a sheet, which has its place. */
function place(element: HTMLElement, { x, y }: MenuPlace): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width >= innerWidth - 2 * EDGE_PX) return true;
  const rtl = document.documentElement.dir === "rtl";
  const wide = rtl ? x - width : x;
  const left = wide < EDGE_PX || wide + width > innerWidth - EDGE_PX ? (rtl ? x : x - width) : wide;
  const top = y + height > innerHeight - EDGE_PX ? y - height : y;
  element.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
  element.style.top = `${Math.max(EDGE_PX, Math.min(top, innerHeight - height - EDGE_PX))}px`;
  return false;
}

function move(event: KeyboardEvent, items: MenuItem[], choose: (item: MenuItem) => void, onClose: () => void): void {
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  const hinted = items.find((item) => item.hint !== undefined && item.hint.toLowerCase() === event.key.toLowerCase());
  if (to !== undefined) rows.at(to % rows.length)!.focus();
  else if (event.key === "Tab") onClose();
  else if (hinted && !event.ctrlKey && !event.metaKey && !event.altKey) choose(hinted);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
