import { useEffect } from "preact/hooks";
import { unreadChats } from "../state/selectors.ts";
import { useParley } from "./context.ts";

/** "(3) Parley" on the browser's tab while anything unmuted is unread. */
export function TabTitle() {
  const unread = useParley(unreadChats);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) Parley` : "Parley";
  }, [unread]);
  return null;
}
