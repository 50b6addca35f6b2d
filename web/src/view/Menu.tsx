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
  /** One of several of which one holds: whether it is this. */
  checked?: boolean;
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
  /** What stands above the rows. */
  children?: ComponentChildren;
  /** The children float over the card instead of being in it. */
  floating?: boolean;
}

const EDGE_PX = 8;

/** A menu at a place; on a phone a sheet. The browser keeps the focus inside and the rest inert. */
export function Menu({ label, items, at, onClose, onChosen = onClose, children, floating = false }: MenuProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  /** The finger whose long press opened it is still down, and its end is no choice: the next press counts. */
  const pressed = useRef(false);
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    const sheet = place(element, at);
    const drop = sheet ? lift(at.opener, element, element.querySelector<HTMLElement>(".reaction-bar")) : undefined;
    element.querySelector<HTMLElement>(".card-rows > *")?.focus();
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
      class={floating ? "menu floating" : "menu"}
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
        event.stopPropagation();
        if (event.target === dialog.current && pressed.current) onClose();
      }}
      onKeyDown={(event) => move(event, items, choose, onClose)}
    >
      <div role="menu" aria-label={label}>
        {children}
        <div class="card-rows" role="presentation">
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role={item.checked === undefined ? "menuitem" : "menuitemradio"}
              aria-checked={item.checked}
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

/** Up and down through the rows; what floats over them is one row, in which left and right move. */
function move(event: KeyboardEvent, items: MenuItem[], choose: (item: MenuItem) => void, onClose: () => void): void {
  const menu = event.currentTarget as HTMLElement;
  const rows = [...menu.querySelectorAll<HTMLElement>(".card-rows > *")];
  const above = [...menu.querySelectorAll<HTMLElement>(".reaction-bar > *")];
  const focused = document.activeElement as HTMLElement;
  const step = stepIn(rows, above, focused, event.key);
  const hinted = items.find((item) => item.hint !== undefined && keyOf(item.hint) === event.key.toLowerCase());
  if (step) step.focus();
  else if (event.key === "Tab") onClose();
  else if (hinted && !event.ctrlKey && !event.metaKey && !event.altKey) choose(hinted);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function stepIn(rows: HTMLElement[], above: HTMLElement[], focused: HTMLElement, key: string): HTMLElement | undefined {
  const inBar = above.indexOf(focused);
  const at = rows.indexOf(focused);
  const forth = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return inBar < 0 ? above[0] : above[(inBar + (key === forth ? 1 : -1) + above.length) % above.length];
  }
  if (key === "ArrowUp" && at === 0 && above.length > 0) return above[0];
  if (key === "ArrowUp" && inBar >= 0) return rows.at(-1);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  return to === undefined ? undefined : (to === rows.length && above[0]) || rows.at(to % rows.length);
}

function keyOf(hint: string): string {
  return hint === "Del" ? "delete" : hint.toLowerCase();
}
