import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Arrow keys, Home and End move between the links and buttons that lead the rows of a list. */
export function useRoving(list: RefObject<HTMLElement>): void {
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const move = (event: KeyboardEvent) => {
      const rows = [...element.querySelectorAll<HTMLElement>(".row[href], button.row")];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      if (at < 0) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      rows[Math.max(0, Math.min(rows.length - 1, to))]!.focus();
    };
    element.addEventListener("keydown", move);
    return () => element.removeEventListener("keydown", move);
  });
}
