import type { Tick } from "../state/selectors.ts";
import { t } from "../strings/table.ts";

/** How far an own message got, as a glyph of one size whatever it says. */
export function Ticks({ tick }: { tick: Tick }) {
  return (
    <svg class={`tick ${tick}`} viewBox="0 0 17 12" role="img" aria-label={t.ticks[tick]}>
      {tick === "waiting" && <path d="M13.25 6a4.75 4.75 0 1 1-9.5 0 4.75 4.75 0 0 1 9.5 0zM8.5 3.4V6l1.7 1" />}
      {tick === "refused" && (
        <path d="M13.25 6a4.75 4.75 0 1 1-9.5 0 4.75 4.75 0 0 1 9.5 0zM8.5 3.6v2.8M8.5 8.4v.01" />
      )}
      {tick === "sent" && <path d="M3.5 6.5 6.7 9.7 13 2.6" />}
      {(tick === "received" || tick === "read") && (
        <path d="M1.5 6.5 4.7 9.7 11 2.6M8.6 9 9.3 9.7 15.8 2.6" />
      )}
    </svg>
  );
}
