import { useEffect } from "preact/hooks";
import { giveFocusBack } from "./focus.ts";

const STOPS = "a[href], button:not([disabled]), input, select, textarea, [tabindex='0']";

/**
 * Where what had the focus is taken away (a request that was answered, a device that was signed out), the
 * focus goes to what stands there now, and never to the page's body.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: { element: HTMLElement; around: HTMLElement[]; at: number } | undefined;
    const remember = (event: FocusEvent) => {
      const element = event.target as HTMLElement;
      const around: HTMLElement[] = [];
      for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) around.push(one);
      last = { element, around, at: stopsIn(around[1] ?? around[0]).indexOf(element) };
    };
    const look = () => {
      if (!last || last.element.isConnected || document.activeElement !== document.body) return;
      const { element, around, at } = last;
      last = undefined;
      const pane = around.findIndex((one) => one.matches(".pane, dialog"));
      for (const place of around.slice(0, pane + 1).filter((one) => one.isConnected)) {
        const stops = stopsIn(place);
        if (stops.length > 0) return stops[Math.max(0, Math.min(at, stops.length - 1))]!.focus({ preventScroll: true });
      }
      const tab = element.matches(".tabs a") ? document.querySelector(".tabs a[aria-current]") : null;
      giveFocusBack(tab); // another place is shown
    };
    const changes = new MutationObserver(look);
    changes.observe(document.body, { childList: true, subtree: true });
    addEventListener("focusin", remember);
    return () => {
      changes.disconnect();
      removeEventListener("focusin", remember);
    };
  }, []);
}

function stopsIn(place: HTMLElement | undefined): HTMLElement[] {
  const all = [...(place?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
  return all.filter((one) => one.offsetParent !== null && one.tabIndex >= 0);
}
