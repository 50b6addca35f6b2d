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
import { Readers } from "./Readers.tsx";
import { StickyDay, useStickyDay } from "./StickyDay.tsx";
import { TypingRow } from "./TypingRow.tsx";
import { UnreadChip } from "./UnreadChip.tsx";
import { useContextMenu } from "./useContextMenu.ts";
import { useLogKeys } from "./useLogKeys.ts";
import { AT_END, useLogWindow, type ReadingPlace } from "./useLogWindow.ts";
import { useReading } from "./useReading.ts";
import type { Selection } from "./useSelection.ts";

/** How near the top the next page is fetched. */
const EDGE_PX = 1_200;
/** Where each conversation was left this session. */
const left = new Map<string, ReadingPlace>();

/** What was said, oldest first, with the place kept where the reader is. */
export function Log({ conversation, selection }: { conversation: Conversation; selection: Selection }) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id ?? "");
  const outbox = useParley((state) => state.outbox);
  const box = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLSpanElement>(null);
  const [failure, setFailure] = useState<unknown>();
  const [readers, setReaders] = useState<number>();
  const [unreadAfter] = useState(() => (conversation.unread > 0 ? conversation.read : undefined));
  const outgoing = useMemo(() => outgoingIn(outbox, conversation.id), [outbox, conversation.id]);
  const items = useMemo(
    () => logItems(conversation, outgoing, me, unreadAfter),
    [conversation.messages, conversation.lines, conversation.complete, outgoing, me, unreadAfter],
  );
  const [opening] = useState<ReadingPlace>(() => openingOf(conversation.id, items));
  const log = useLogWindow(box, items, opening);
  const showDay = useStickyDay(chip);
  const menu = useContextMenu((element) => keyOf(element));
  const keys = useLogKeys(box, items, log, selection, menu.openUnder);
  useReading(box, conversation);
  useEscape(() => selection.keys === undefined && log.goToEnd());
  useEffect(() => () => void left.set(conversation.id, log.place.current), []);

  const older = () => {
    setFailure(undefined);
    messenger.older(conversation.id).catch(setFailure);
  };
  const nearTop = () => {
    if (box.current!.scrollTop < EDGE_PX && !conversation.complete && failure === undefined) older();
  };
  useEffect(nearTop, [items]);

  const onScroll = () => {
    const reader = log.onScroll();
    nearTop();
    if (!reader) return;
    const top = log.topItem();
    showDay(top?.kind === "message" ? top.message.at : top?.kind === "outgoing" ? top.entry.at : undefined);
  };
  /** While one selects, a click anywhere on a row takes it in or out, and does nothing else. */
  const choose = (event: MouseEvent) => {
    menu.handlers.onClickCapture(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    const item = items.find((one) => one.key === keyOf(event.target as HTMLElement));
    if (item && isSelectable(item)) selection.toggle(item.key);
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
          onClick={(event) => openTools(event, menu.openUnder)}
          {...(selection.keys && { onClickCapture: choose })}
        >
          <div class="column">
            {failure !== undefined && (
              <Empty icon="circle-alert" title={t.olderFailed} hint={sentenceFor(failure)} failed>
                <button class="button" onClick={older}>
                  {t.tryAgain}
                </button>
              </Empty>
            )}
            {failure === undefined && !conversation.complete && <Ghosts />}
            <div class="space above" />
            {shown.map((item) => (
              <LogRow
                key={item.key}
                item={item}
                conversation={conversation}
                stop={item.key === stop}
                chosen={selection.keys && isSelectable(item) ? selection.keys.has(item.key) : undefined}
              />
            ))}
            <div class="space below" />
          </div>
        </div>
        <StickyDay chip={chip} />
        <UnreadChip conversation={conversation} items={items} after={unreadAfter} start={log.range.start} onGo={log.goTo} />
      </div>
      <div class="foot-row">
        <div class="column">
          <TypingRow conversation={conversation.id} />
        </div>
        {!log.atEnd && <JumpButton conversation={conversation} onJump={log.goToEnd} onGo={log.goTo} />}
      </div>
      {pressed && (pressed.kind === "message" || pressed.kind === "outgoing") && (
        <MessageMenu
          item={pressed}
          conversation={conversation}
          at={menu.open!.at}
          onReaders={setReaders}
          onSelect={selection.begin}
          onClose={menu.close}
        />
      )}
      {readers !== undefined && (
        <Readers conversation={conversation} seq={readers} onClose={() => setReaders(undefined)} />
      )}
    </>
  );
}

/** The last thing that Esc does, when there is nothing left to close: from the text field to the end. */
function useEscape(act: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || location.hash.endsWith("/details")) return;
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

function openTools(event: MouseEvent, open: (element: HTMLElement) => void): void {
  const tool = (event.target as HTMLElement).closest<HTMLElement>(".tool");
  if (tool) open(tool);
}

/** The shape of what is being fetched, above what is here. */
function Ghosts() {
  return (
    <div class="ghosts" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
