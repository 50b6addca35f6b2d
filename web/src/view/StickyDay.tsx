import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { dayName } from "./time.ts";

const REST_MS = 1_000;

/** The day of what is at the top, on a chip over the log while one scrolls. */
export function useStickyDay(chip: RefObject<HTMLSpanElement>) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (at: string | undefined) => {
    const element = chip.current!;
    clearTimeout(timer.current);
    if (at === undefined) return element.classList.remove("on");
    const text = dayName(at);
    if (element.textContent !== text) element.textContent = text;
    element.classList.add("on");
    timer.current = setTimeout(() => element.classList.remove("on"), REST_MS);
  };
}

export function StickyDay({ chip }: { chip: RefObject<HTMLSpanElement> }) {
  return (
    <div class="sticky-day" aria-hidden="true">
      <span class="day-chip" ref={chip} />
    </div>
  );
}
