import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { outgoingIn } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { JumpButton } from "./JumpButton.tsx";
import { logItems } from "./logItems.ts";
import { LogRow } from "./LogRow.tsx";
import { isSelectable, MessageMenu } from "./MessageMenu.tsx";
import { StickyDay, useStickyDay } from "./StickyDay.tsx";
import { useTalk } from "./talk.ts";
import { TypingRow } from "./TypingRow.tsx";
import { UnreadChip } from "./UnreadChip.tsx";
import { useContextMenu } from "./useContextMenu.ts";
import { useFlash } from "./useFlash.ts";
import { useLogKeys } from "./useLogKeys.ts";
import { useLogPresses } from "./useLogPresses.ts";
import { AT_END, useLogWindow, type ReadingPlace } from "./useLogWindow.ts";
import type { Looking } from "./useLooking.ts";
import { useReading } from "./useReading.ts";
import type { Selection } from "./useSelection.ts";

/** How near an edge the next page is fetched. */
const EDGE_PX = 1_200;
/** Where each conversation was left this session. */
const left = new Map<string, ReadingPlace>();

interface LogProps {
  conversation: Conversation;
  selection: Selection;
  looking: Looking;
}

/** What was said, oldest first, with the place kept where the reader is. */
export function Log({ conversation, selection, looking }: LogProps) {
  const messenger = useMessenger();
  const talk = useTalk();
  const me = useParley((state) => state.me?.id ?? "");
  const outbox = useParley((state) => state.outbox);
  const box = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLSpanElement>(null);
  const [failure, setFailure] = useState<unknown>();
  const [unreadAfter] = useState(() => (conversation.unread > 0 ? conversation.read : undefined));
  const outgoing = useMemo(() => outgoingIn(outbox, conversation.id), [outbox, conversation.id]);
  const { messages, complete, newest, at } = looking;
  const items = useMemo(
    () => logItems({ ...conversation, messages, complete }, newest ? outgoing : [], me, unreadAfter),
    [messages, conversation.lines, complete, newest, outgoing, me, unreadAfter],
  );
  const [opening] = useState<ReadingPlace>(() => openingOf(conversation.id, items));
  const log = useLogWindow(box, items, opening, newest);
  const showDay = useStickyDay(chip);
  const menu = useContextMenu((element) => keyOf(element));
  const keys = useLogKeys(box, items, log, selection, conversation, menu.openUnder);
  const presses = useLogPresses(items, conversation, selection, menu);
  const flashed = useFlash(looking.target, items, log.goTo);
  const toEnd = () => {
    looking.toEnd();
    log.goToEnd();
  };
  useReading(box, conversation, messages);
  useEscape(() => selection.keys === undefined && toEnd());
  const lastOutgoing = outgoing.at(-1)?.key;
  const wasOutgoing = useRef(lastOutgoing);
  useEffect(() => {
    if (lastOutgoing !== undefined && lastOutgoing !== wasOutgoing.current) looking.toEnd(); // one's own send goes there
    wasOutgoing.current = lastOutgoing;
  }, [lastOutgoing]);
  const wasNewest = useRef(newest);
  wasNewest.current = newest;
  useEffect(() => () => void (wasNewest.current && left.set(conversation.id, log.place.current)), []);

  const fetchPage = (page: Promise<void>) => {
    setFailure(undefined);
    page.catch(setFailure);
  };
  const older = () => fetchPage(messenger.older(conversation.id, at));
  const nearEdge = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    if (failure !== undefined) return;
    if (scrollTop < EDGE_PX && !complete) older();
    if (at !== undefined && scrollHeight - scrollTop - clientHeight < EDGE_PX) fetchPage(messenger.newer(conversation.id, at));
  };
  useEffect(nearEdge, [items]);

  const onScroll = () => {
    const reader = log.onScroll();
    nearEdge();
    if (!reader) return;
    const top = log.topItem();
    showDay(top?.kind === "message" ? top.message.at : top?.kind === "outgoing" ? top.entry.at : undefined);
  };
  const pressed = menu.open && items.find((item) => item.key === menu.open!.of);
  const shown = items.slice(log.range.start, log.range.end);
  const stop = keys.stopAmong(shown);
  return (
    <>
      <div class="log-box">
        <div
          class={selection.keys ? "log selecting" : "log"}
          role="log"
          aria-live="off"
          aria-label={t.messages}
          ref={box}
          onScroll={onScroll}
          {...menu.handlers}
          {...keys.handlers}
          {...presses}
        >
          <div class="column">
            {failure !== undefined && (
              <Empty icon="circle-alert" title={t.olderFailed} hint={sentenceFor(failure)} failed>
                <button class="button" onClick={older}>
                  {t.tryAgain}
                </button>
              </Empty>
            )}
            {failure === undefined && !complete && <Ghosts />}
            <div class="space above" />
            {shown.map((item) => (
              <LogRow
                key={item.key}
                item={item}
                conversation={conversation}
                stop={item.key === stop}
                flashed={item.key === flashed}
                chosen={selection.keys && isSelectable(item) ? selection.keys.has(item.key) : undefined}
              />
            ))}
            <div class="space below" />
          </div>
        </div>
        <StickyDay chip={chip} />
        <UnreadChip
          conversation={conversation}
          items={items}
          after={unreadAfter}
          start={log.range.start}
          looking={looking}
          onGo={log.goTo}
        />
      </div>
      <div class="foot-row">
        <div class="column">
          <TypingRow conversation={conversation.id} />
        </div>
        {!(log.atEnd && newest) && <JumpButton conversation={conversation} onJump={toEnd} onGo={talk.jump} />}
      </div>
      {pressed && (pressed.kind === "message" || pressed.kind === "outgoing") && (
        <MessageMenu
          item={pressed}
          conversation={conversation}
          at={menu.open!.at}
          onSelect={selection.begin}
          onClose={menu.close}
        />
      )}
    </>
  );
}

/** The last thing that Esc does, when there is nothing left to close: from the text field to the end. */
function useEscape(act: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || /\/(details|thread\/\d+)$/.test(location.hash)) return;
      if ((event.target as HTMLElement).matches(".composer textarea")) act();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
}

/** At the unread line a quarter down, else where it was left, else at the end. */
function openingOf(id: string, items: { kind: string }[]): ReadingPlace {
  if (items.some((item) => item.kind === "unread")) {
    return { stuck: false, key: "unread", offset: innerHeight / 4 };
  }
  return left.get(id) ?? AT_END;
}

function keyOf(element: HTMLElement): string | undefined {
  return element.closest<HTMLElement>("[data-key]")?.dataset.key;
}

/** The shape of what is being fetched, above what is here. */
export function Ghosts() {
  return (
    <div class="ghosts" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
