import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import type { LogItem } from "./logItems.ts";
import type { Looking } from "./useLooking.ts";

interface UnreadChipProps {
  conversation: Conversation;
  items: LogItem[];
  after: number | undefined;
  /** The first row that is drawn; what lies before it is out of sight. */
  start: number;
  looking: Looking;
  onGo: (key: string, part: number) => void;
}

/** The way up to the first unread message, while it lies above what is drawn or isn't here yet. */
export function UnreadChip({ conversation, items, after, start, looking, onGo }: UnreadChipProps) {
  const [going, setGoing] = useState(false);
  const [done, setDone] = useState(false);
  const line = items.findIndex((item) => item.kind === "unread");
  if (after === undefined || done || (line >= start && line >= 0)) return null;
  const count = Math.max(0, conversation.lastSeq - after);
  const go = async () => {
    setGoing(true);
    try {
      if (line < 0) await looking.look(Math.max(after + 1, conversation.visibleFrom));
      setDone(true);
      onGo("unread", 0.25);
    } catch {
      // the log says that older messages didn't load
    } finally {
      setGoing(false);
    }
  };
  return (
    <button class="unread-chip" onClick={() => void (going || go())} aria-disabled={going}>
      <Icon name={going ? "loader-circle" : "arrow-up"} class={going ? "spinner" : ""} />
      {t.jumpToUnread(count)}
    </button>
  );
}
