import { useEffect, useState } from "preact/hooks";

/** Whether the window is at least this wide, in CSS px. */
export function useWide(px: number): boolean {
  const [query] = useState(() => matchMedia(`(min-width: ${px}px)`));
  const [wide, setWide] = useState(query.matches);
  useEffect(() => {
    const look = () => setWide(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, [query]);
  return wide;
}
