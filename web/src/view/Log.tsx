import { useMemo, useRef, useState } from "preact/hooks";
import { isSaved, outgoingIn } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { JumpButton } from "./JumpButton.tsx";
import { logItems, type LogItem } from "./logItems.ts";
import { inSentence, titleOf } from "./names.ts";
import { OutgoingBubble } from "./OutgoingBubble.tsx";
import { SaidBubble } from "./SaidBubble.tsx";
import { dayName } from "./time.ts";
import { TypingRow } from "./TypingRow.tsx";
import { useAnchor } from "./useAnchor.ts";
import { useReading } from "./useReading.ts";

/** How near the top the next page is fetched. */
const EDGE_PX = 1_200;

/** What was said, oldest first, with the place kept where the reader is. */
export function Log({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id ?? "");
  const outbox = useParley((state) => state.outbox);
  const box = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<unknown>();
  const [unreadAfter] = useState(() => (conversation.unread > 0 ? conversation.read : undefined));
  const outgoing = useMemo(() => outgoingIn(outbox, conversation.id), [outbox, conversation.id]);
  const items = useMemo(
    () => logItems(conversation, outgoing, me, unreadAfter),
    [conversation.messages, conversation.complete, outgoing, me, unreadAfter],
  );
  const older = () => {
    setFailure(undefined);
    messenger.older(conversation.id).catch(setFailure);
  };
  const { atEnd, toEnd, onScroll } = useAnchor(box, items, (top) => {
    if (top < EDGE_PX && !conversation.complete && !failure) older();
  });
  useReading(box, conversation);

  return (
    <>
      <div class="log" role="log" aria-live="off" aria-label={t.messages} tabIndex={0} ref={box} onScroll={onScroll}>
        <div class="column">
          {failure !== undefined && (
            <Empty icon="circle-alert" title={t.olderFailed} hint={sentenceFor(failure)} failed>
              <button class="button" onClick={older}>
                {t.tryAgain}
              </button>
            </Empty>
          )}
          {items.map((item) => (
            <Item key={item.key} item={item} conversation={conversation} />
          ))}
        </div>
      </div>
      <div class="foot-row">
        <div class="column">
          <TypingRow conversation={conversation.id} />
        </div>
        {!atEnd && <JumpButton conversation={conversation} onJump={toEnd} />}
      </div>
    </>
  );
}

function Item({ item, conversation }: { item: LogItem; conversation: Conversation }) {
  switch (item.kind) {
    case "day":
      return (
        <time class="day" dateTime={item.at}>
          {dayName(item.at)}
        </time>
      );
    case "unread":
      return (
        <div class="unread-line" role="separator">
          {t.newMessages}
        </div>
      );
    case "begin":
      return <Beginning conversation={conversation} />;
    case "message":
      return <SaidBubble item={item} conversation={conversation} />;
    case "outgoing":
      return <OutgoingBubble item={item} />;
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
