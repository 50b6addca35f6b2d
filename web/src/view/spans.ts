import { spanOf } from "./time.ts";

/** Spans to choose from, in seconds, with the one that holds among them; 0 has a name of its own. */
export function spansWith(usual: readonly number[], now: number, none: string): [number, string][] {
  const all = usual.includes(now) ? [...usual] : [...usual, now].sort((a, b) => a - b);
  return all.map((seconds) => [seconds, seconds === 0 ? none : spanOf(seconds * 1000)]);
}

/** After what time messages of a conversation go. */
export const EXPIRIES = [0, 300, 3_600, 86_400, 604_800, 2_592_000];
/** What may lie between two messages of one person. */
export const PAUSES = [0, 10, 30, 60, 300, 900, 3_600, 21_600];
