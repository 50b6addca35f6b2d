import { useEffect, useState } from "preact/hooks";

/** A list offered while one writes: which entry is next, and what the keys do while it is there. */
export function useOffers<T>(offered: readonly T[], choose: (one: T) => void, shut: () => void) {
  const [active, setActive] = useState(0);
  const first = offered[0];
  useEffect(() => setActive(0), [first]);
  return {
    offered,
    active: Math.min(active, offered.length - 1),
    choose,
    /** True if the key was for the list. */
    onKeyDown: (event: KeyboardEvent): boolean => {
      if (offered.length === 0 || event.isComposing) return false;
      if (event.key === "ArrowDown") setActive((active + 1) % offered.length);
      else if (event.key === "ArrowUp") setActive((active + offered.length - 1) % offered.length);
      else if (event.key === "Enter" || event.key === "Tab") choose(offered[active] ?? offered[0]!);
      else if (event.key === "Escape") shut();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
