import type { RefObject } from "preact";
import { useEffect, useReducer, useRef } from "preact/hooks";

/** Rows move only while the list is at its top or the pointer is elsewhere; else when it leaves. */
export function useSteadyOrder<T extends { id: string }>(scroller: RefObject<HTMLElement>, items: T[]): T[] {
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const over = useRef(false);
  const order = useRef<string[]>([]);
  useEffect(() => {
    const box = scroller.current!;
    const enter = (event: PointerEvent) => void (over.current = event.pointerType === "mouse");
    const leave = () => {
      over.current = false;
      redraw();
    };
    box.addEventListener("pointerenter", enter);
    box.addEventListener("pointerleave", leave);
    return () => {
      box.removeEventListener("pointerenter", enter);
      box.removeEventListener("pointerleave", leave);
    };
  }, []);
  const steady = over.current && (scroller.current?.scrollTop ?? 0) > 0;
  const shown = steady ? inOrder(items, order.current) : items;
  order.current = shown.map(({ id }) => id);
  return shown;
}

/** The items in the order they had; new ones first. */
export function inOrder<T extends { id: string }>(items: T[], order: readonly string[]): T[] {
  const places = new Map(order.map((id, at) => [id, at]));
  return items
    .map((item, at) => ({ item, at: places.get(item.id) ?? at - items.length }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
