import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import type { useMessenger } from "./context.ts";
import type { MenuItem } from "./Menu.tsx";

/** What can be done with a conversation as a whole, from its row and from its header alike. */
export function conversationActions(
  messenger: ReturnType<typeof useMessenger>,
  conversation: Conversation,
  doing: (work: Promise<unknown>) => void,
  onLeave: () => void,
): MenuItem[] {
  const { id, pinned, muted, archived, unread, lastSeq, kind } = conversation;
  const items: MenuItem[] = [
    {
      icon: pinned ? "pin-off" : "pin",
      label: pinned ? t.unpin : t.pin,
      act: () => doing(messenger.changeSettings(id, { pinned: !pinned })),
    },
    {
      icon: muted ? "bell" : "bell-off",
      label: muted ? t.unmute : t.mute,
      act: () => doing(messenger.changeSettings(id, { muted: !muted })),
    },
  ];
  if (unread > 0) items.push({ icon: "check", label: t.markRead, act: () => doing(Promise.resolve(messenger.read(id, lastSeq))) });
  items.push({
    icon: archived ? "archive-restore" : "archive",
    label: archived ? t.unarchive : t.archive,
    act: () => doing(messenger.changeSettings(id, { archived: !archived })),
  });
  if (kind !== "direct") {
    items.push({ icon: "log-out", label: t.leaveGroup, destructive: true, apart: true, act: onLeave });
  }
  return items;
}
