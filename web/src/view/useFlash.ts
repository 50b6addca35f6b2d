import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LogItem } from "./logItems.ts";
import type { Looking } from "./useLooking.ts";

const FLASH_MS = 2_000;

/** Goes to the message that one jumps to as soon as it is among what is shown; the answer is its key, while it is ringed. */
export function useFlash(
  target: Looking["target"],
  items: LogItem[],
  goTo: (key: string, part: number) => void,
): string | undefined {
  const reached = useRef(0);
  const [flashed, setFlashed] = useState<string>();
  useLayoutEffect(() => {
    if (!target || target.turn === reached.current) return;
    const item = items.find((one) => one.kind === "message" && one.message.seq >= target.seq);
    if (!item) return;
    reached.current = target.turn;
    goTo(item.key, 1 / 3);
    if (item.kind === "message" && item.message.seq === target.seq) setFlashed(item.key);
  }, [target, items]);
  useEffect(() => {
    if (flashed === undefined) return;
    const timer = setTimeout(() => setFlashed(undefined), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashed, target]);
  return flashed;
}
