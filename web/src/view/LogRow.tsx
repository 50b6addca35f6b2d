import { isSaved } from "../state/selectors.ts";
import { heldMessage } from "../state/events/places.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import type { LogItem } from "./logItems.ts";
import { memo } from "./memo.ts";
import { inSentence, titleOf } from "./names.ts";
import { OutgoingBubble } from "./OutgoingBubble.tsx";
import { SaidBubble } from "./SaidBubble.tsx";
import { SystemLine } from "./SystemLine.tsx";
import { dayName } from "./time.ts";

interface LogRowProps {
  item: LogItem;
  conversation: Conversation;
  /** The log's one tab stop. */
  stop: boolean;
  /** One has just jumped to it. */
  flashed?: boolean;
  inThread?: boolean;
  /** Whether it is selected; undefined while nobody selects. */
  chosen?: boolean;
}

/** One row of the log. Each is a single element without margins, so that the log can measure it. */
export const LogRow = memo(Row, isSame);

/** A row shows its item, and of the conversation how far an own message got and what a reply quotes. */
function isSame(one: LogRowProps, other: LogRowProps): boolean {
  if (one.item !== other.item || one.stop !== other.stop || one.chosen !== other.chosen || one.flashed !== other.flashed) return false;
  const before = one.conversation;
  const after = other.conversation;
  if (before === after) return true;
  if (one.item.kind !== "message") return before.title === after.title;
  const { own, message } = one.item;
  const quoted = message.replyTo ?? message.thread;
  return (
    before.kind === after.kind &&
    before.role === after.role &&
    before.permissions === after.permissions &&
    (!own || (before.receipts === after.receipts && before.members === after.members)) &&
    (quoted === undefined || heldMessage(before, quoted) === heldMessage(after, quoted)) &&
    (!message.replies || before.messages === after.messages)
  );
}

function Row({ item, conversation, stop, flashed, inThread, chosen }: LogRowProps) {
  switch (item.kind) {
    case "day":
      return (
        <div class="day">
          <time class="day-chip" dateTime={item.at}>
            {dayName(item.at)}
          </time>
        </div>
      );
    case "unread":
      return (
        <div class="unread-line" role="separator">
          {t.newMessages}
        </div>
      );
    case "begin":
      return <Beginning conversation={conversation} />;
    case "line":
      return <SystemLine line={item.line} />;
    case "message":
      return <SaidBubble item={item} conversation={conversation} stop={stop} flashed={flashed} inThread={inThread} chosen={chosen} />;
    case "outgoing":
      return <OutgoingBubble item={item} conversation={conversation} stop={stop} />;
  }
}

function Beginning({ conversation }: { conversation: Conversation }) {
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const name = titleOf({ users, me }, conversation);
  return (
    <p class="begin">
      {isSaved(conversation, me?.id) ? t.startOfNotes : t.startOfConversation(inSentence(name))}
    </p>
  );
}
