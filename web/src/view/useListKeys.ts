import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** One tab stop for a list of which only a part is drawn; the arrows, Home and End go through all of it. */
export function useListKeys(
  list: RefObject<HTMLElement>,
  keys: readonly string[],
  window: { start: number; end: number; show: (at: number) => void },
  preferred: string | undefined,
) {
  const [current, setCurrent] = useState<string>();
  const wanted = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });
  const drawn = keys.slice(window.start, window.end);
  const stop = [current, preferred].find((key) => key !== undefined && drawn.includes(key)) ?? drawn[0];
  return {
    stop,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        const at = keys.indexOf((event.target as HTMLElement).dataset.key ?? "");
        if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: keys.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        const key = keys[Math.max(0, Math.min(keys.length - 1, to))]!;
        wanted.current = key;
        setCurrent(key);
        window.show(keys.indexOf(key));
      },
      onFocusIn: (event: FocusEvent) => {
        const key = (event.target as HTMLElement).dataset.key;
        if (key !== undefined) setCurrent(key);
      },
    },
  };
}
