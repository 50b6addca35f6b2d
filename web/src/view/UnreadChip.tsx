import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Icon } from "./Icon.tsx";
import type { LogItem } from "./logItems.ts";

interface UnreadChipProps {
  conversation: Conversation;
  items: LogItem[];
  after: number | undefined;
  /** The first row that is drawn; what lies before it is out of sight. */
  start: number;
  onGo: (key: string, part: number) => void;
}

/** The way up to the first unread message, while it lies above what is drawn or isn't here yet. */
export function UnreadChip({ conversation, items, after, start, onGo }: UnreadChipProps) {
  const messenger = useMessenger();
  const [going, setGoing] = useState(false);
  const [done, setDone] = useState(false);
  const line = items.findIndex((item) => item.kind === "unread");
  if (after === undefined || done || (line >= start && line >= 0)) return null;
  const count = Math.max(0, conversation.lastSeq - after);
  const go = async () => {
    setGoing(true);
    try {
      for (let held = firstHeld(); held > after + 1; held = firstHeld()) {
        await messenger.older(conversation.id);
        if (firstHeld() === held) break;
      }
      setDone(true);
      onGo("unread", 0.25);
    } catch {
      // the log says that older messages didn't load
    } finally {
      setGoing(false);
    }
  };
  const firstHeld = () => messenger.state.conversations.get(conversation.id)?.messages[0]?.seq ?? 0;
  return (
    <button class="unread-chip" onClick={() => void (going || go())} aria-disabled={going}>
      <Icon name={going ? "loader-circle" : "arrow-up"} class={going ? "spinner" : ""} />
      {t.jumpToUnread(count)}
    </button>
  );
}
