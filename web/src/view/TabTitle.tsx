import { useEffect } from "preact/hooks";
import { unreadChats } from "../state/selectors.ts";
import { useParley } from "./context.ts";

/** "(3) Parley" on the browser's tab, and a dot on its icon, while anything unmuted is unread. */
export function TabTitle() {
  const unread = useParley(unreadChats);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) Parley` : "Parley";
    showIcon(unread > 0);
    void (unread > 0 ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.())?.catch(() => undefined);
  }, [unread]);
  useEffect(
    () => () => {
      document.title = "Parley";
      showIcon(false);
    },
    [],
  );
  return null;
}

function showIcon(unread: boolean): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (!link) return;
  link.dataset.read ??= link.getAttribute("href")!;
  link.href = (unread ? link.dataset.unread : link.dataset.read) ?? link.href;
}
