import { isSaved } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import type { LogItem } from "./logItems.ts";
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
}

/** One row of the log. Each is a single element without margins, so that the log can measure it. */
export function LogRow({ item, conversation, stop }: LogRowProps) {
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
      return <SaidBubble item={item} conversation={conversation} stop={stop} />;
    case "outgoing":
      return <OutgoingBubble item={item} stop={stop} />;
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
