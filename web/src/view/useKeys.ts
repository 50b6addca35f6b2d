import { useEffect } from "preact/hooks";
import { listed } from "../state/selectors.ts";
import { useMessenger } from "./context.ts";
import { go, goBack } from "./place.ts";

/** Keys that work everywhere: the next chat, the next pane, the list of keys, closing the details. */
export function useKeys(open: string | undefined): void {
  const messenger = useMessenger();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        const chats = listed(messenger.state, open).filter(({ archived }) => !archived);
        const step = event.key === "ArrowDown" ? 1 : -1;
        const next = neighbour(chats, open, step, event.shiftKey);
        if (next) go({ tab: "chats", conversation: next });
      } else if (event.key === "F6") {
        focusNextPane(event.shiftKey ? -1 : 1);
      } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
        searchFromHere(open);
      } else if (event.key === "/" && (event.ctrlKey || event.metaKey)) {
        go({ tab: "settings", page: "keyboard" });
      } else if (event.key === "Escape" && /\/(details|thread\/\d+)$/.test(location.hash)) {
        goBack({ tab: "chats", conversation: open });
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [open]);
}

/** The list's field, which takes the key itself where it is shown. */
function searchFromHere(open: string | undefined): void {
  const shown = () => [...document.querySelectorAll<HTMLElement>(".list-pane .search-field input")].find((one) => one.offsetParent);
  if (!shown()) go({ tab: "chats", conversation: matchMedia("(max-width: 719px)").matches ? undefined : open });
  requestAnimationFrame(() => setTimeout(() => shown()?.focus()));
}

function neighbour(
  chats: { id: string; unread: number }[],
  open: string | undefined,
  step: 1 | -1,
  onlyUnread: boolean,
): string | undefined {
  const at = chats.findIndex(({ id }) => id === open);
  for (let next = at < 0 ? (step > 0 ? 0 : chats.length - 1) : at + step; chats[next]; next += step) {
    if (!onlyUnread || chats[next]!.unread > 0) return chats[next]!.id;
  }
  return undefined;
}

const STOPS = [".composer textarea", ".row[tabindex='0']", "button.row", ".menu-item", ".icon-button", "button"];

/** List, conversation, details, as far as they are shown; each is entered at its first stop. */
function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>(".pane")].filter((pane) => pane.offsetParent !== null);
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + step + panes.length) % panes.length];
  for (const stop of STOPS) {
    const found = [...(next?.querySelectorAll<HTMLElement>(stop) ?? [])].find((one) => one.offsetParent !== null);
    if (found) return found.focus();
  }
}
