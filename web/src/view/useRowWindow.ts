import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

/** So many rows are drawn above and below those that are seen. */
const BEYOND = 12;

/** The rows of one height that are near the reader, of a list however long; the rest is empty space. */
export function useRowWindow(scroller: RefObject<HTMLElement>, list: RefObject<HTMLElement>, count: number, height: number) {
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const drawn = useRef({ start: 0, end: 0 });
  /** Where row 0 is, or would be. */
  const begin = () => (list.current?.offsetTop ?? 0) - drawn.current.start * height;
  const wanted = (beyond: number) => {
    const box = scroller.current;
    const top = (box?.scrollTop ?? 0) - begin();
    const seen = box?.clientHeight || innerHeight;
    return {
      start: Math.max(0, Math.min(count, Math.floor(top / height) - beyond)),
      end: Math.max(0, Math.min(count, Math.ceil((top + seen) / height) + beyond)),
    };
  };
  const { start, end } = (drawn.current = wanted(BEYOND));

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    // as margins: the list's own paddings stay
    element.style.marginBlockStart = `${start * height}px`;
    element.style.marginBlockEnd = `${(count - end) * height}px`;
  });
  useLayoutEffect(() => {
    const box = scroller.current!;
    const look = () => {
      const need = wanted(BEYOND / 3);
      if (need.start < drawn.current.start || need.end > drawn.current.end) redraw();
    };
    box.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, [count, height]);

  return {
    start,
    end,
    /** Scrolls as little as needed for a row to be seen, and draws it. */
    show: (at: number) => {
      const box = scroller.current!;
      const top = begin() + at * height;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
      redraw();
    },
  };
}
