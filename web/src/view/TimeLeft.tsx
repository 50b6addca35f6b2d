import { useEffect, useReducer } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { leftUntil } from "./time.ts";

/** How long a message that disappears is still to be read. It is drawn anew when what it says changes. */
export function TimeLeft({ until }: { until: string }) {
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const left = Math.max(0, Date.parse(until) - Date.now());
  useEffect(() => {
    const timer = setTimeout(() => redraw(), left < 120_000 ? 1_000 : 60_000);
    return () => clearTimeout(timer);
  });
  return (
    <span class="time-left">
      <Icon name="timer" />
      {leftUntil(until)}
    </span>
  );
}
