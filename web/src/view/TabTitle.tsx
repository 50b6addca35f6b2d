import { useEffect } from "preact/hooks";
import { unreadChats } from "../state/selectors.ts";
import { useParley } from "./context.ts";

const MARK = "M4 22.5V10.5a8.25 8.25 0 1 1 8.25 8.25H8.2zM12.25 7a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z";

/** "(3) Parley" on the browser's tab, and an amber dot on the icon, while anything unmuted is unread. */
export function TabTitle() {
  const unread = useParley(unreadChats);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) Parley` : "Parley";
    showDot(unread > 0);
  }, [unread > 99 ? 100 : unread]);
  useEffect(() => () => showDot(false), []);
  return null;
}

let plain: string | undefined;

function showDot(on: boolean): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (!link) return;
  plain ??= link.href;
  const href = on ? dotted() : plain;
  if (link.href !== href) link.href = href;
}

/** The mark with a dot at its top end. */
function dotted(): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#0b6473" fill-rule="evenodd" d="${MARK}"/>` +
    `<circle cx="20" cy="4" r="4" fill="#b27300"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
