import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { shortTime } from "./time.ts";

/** "online", "away", "seen 09:48"; nothing while the connection isn't live, or nobody said. */
export function usePresenceLine(user: string | undefined): string {
  const live = useParley((state) => state.link.phase === "live");
  const presence = useParley((state) => (user === undefined ? undefined : state.presence.get(user)));
  const self = useParley((state) => user !== undefined && state.me?.id === user);
  if (live && self) return t.online;
  if (!live || !presence) return "";
  if (presence.state === "online" || presence.state === "away" || presence.state === "busy") {
    return t[presence.state];
  }
  return presence.lastSeenAt ? t.seenAt(shortTime(presence.lastSeenAt)) : "";
}
