import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { heldMessage } from "../state/events/places.ts";
import { outgoingIn } from "../state/selectors.ts";
import type { Conversation, Message } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { Icon } from "./Icon.tsx";
import { logItems } from "./logItems.ts";
import { LogRow } from "./LogRow.tsx";
import { MessageMenu } from "./MessageMenu.tsx";
import { may } from "./messageRights.ts";
import { go } from "./place.ts";
import { TalkContext, type Composing, type Talk, type TalkDialog } from "./talk.ts";
import { TalkDialogs } from "./parts.ts";
import { useContextMenu } from "./useContextMenu.ts";
import { useLogPresses } from "./useLogPresses.ts";
import { useSelection } from "./useSelection.ts";
import { Writing } from "./Writing.tsx";

interface ThreadProps {
  id: string;
  root: number;
  onClose: () => void;
}

/** The third pane: a message, what was answered to it in its thread, and where one answers. */
export function Thread({ id, root, onClose }: ThreadProps) {
  const conversation = useParley((state) => state.conversations.get(id));
  const [composing, setComposing] = useState<Composing>();
  const [dialog, setDialog] = useState<TalkDialog>();
  const talk = useMemo<Talk>(
    () => ({
      compose: setComposing,
      ask: setDialog,
      jump: (seq) => go({ tab: "chats", conversation: id, seq }),
    }),
    [id],
  );
  if (!conversation) return null;
  return (
    <TalkContext.Provider value={talk}>
      <aside class="pane details-pane thread-pane" aria-label={t.thread}>
        <header class="bar">
          <button class="icon-button back" aria-label={t.back} onClick={onClose}>
            <Icon name="chevron-left" />
          </button>
          <h2>{t.thread}</h2>
          <button class="icon-button close" aria-label={t.close} onClick={onClose}>
            <Icon name="x" />
          </button>
        </header>
        <Replies conversation={conversation} root={root} />
        {may(conversation, "send") && (
          <footer class="foot">
            <div class="column">
              <Writing conversation={conversation} composing={composing} thread={root} />
            </div>
          </footer>
        )}
        {dialog && <TalkDialogs dialog={dialog} conversation={conversation} onClose={() => setDialog(undefined)} />}
      </aside>
    </TalkContext.Provider>
  );
}

function Replies({ conversation, root }: { conversation: Conversation; root: number }) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id ?? "");
  const outbox = useParley((state) => state.outbox);
  const live = useParley((state) => state.link.phase === "live");
  const box = useRef<HTMLDivElement>(null);
  const [older, setOlder] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const selection = useSelection();
  const { id, messages, islands, aside } = conversation;
  const items = useMemo(() => {
    const outgoing = outgoingIn(outbox, id).filter((entry) => entry.thread === root);
    const said = inThread(conversation, root);
    return logItems({ ...conversation, messages: said, lines: [], complete: false }, outgoing, me, undefined);
  }, [messages, islands, aside, outbox, me, root]);
  const menu = useContextMenu((element) => element.closest<HTMLElement>("[data-key]")?.dataset.key);
  const presses = useLogPresses(items, conversation, selection, menu);
  const load = (before?: number) => {
    setFailure(undefined);
    messenger.thread(id, root, before).then(setOlder, setFailure);
  };
  useEffect(() => {
    if (!live) return;
    messenger.aside(id, [root]).catch(() => undefined);
    load();
  }, [id, root, live]);
  const last = items.at(-1)?.key;
  useLayoutEffect(() => {
    box.current!.scrollTop = box.current!.scrollHeight;
  }, [last]);
  const pressed = menu.open && items.find((item) => item.key === menu.open!.of);
  const first = inThread(conversation, root)[1];
  return (
    <div class="scroll thread-log" ref={box} role="log" aria-live="off" aria-label={t.thread} {...menu.handlers} {...presses}>
      {failure !== undefined && (
        <Empty icon="circle-alert" title={t.threadFailed} hint={sentenceFor(failure)} failed>
          <button class="button" onClick={() => load()}>
            {t.tryAgain}
          </button>
        </Empty>
      )}
      {older && first && (
        <button type="button" class="button text" onClick={() => load(first.seq)}>
          {t.showMore}
        </button>
      )}
      {items.map((item, at) => (
        <LogRow key={item.key} item={item} conversation={conversation} stop={at === items.length - 1} inThread />
      ))}
      {pressed && (pressed.kind === "message" || pressed.kind === "outgoing") && (
        <MessageMenu
          item={pressed}
          conversation={conversation}
          at={menu.open!.at}
          onClose={menu.close}
        />
      )}
    </div>
  );
}

/** What began the thread, and what of its replies is held, by seq. */
function inThread(conversation: Conversation, root: number): Message[] {
  const { messages, islands = [], aside = [] } = conversation;
  const bySeq = new Map<number, Message>();
  for (const place of [aside, ...islands.map((island) => island.messages), messages]) {
    for (const message of place) if (message.thread === root) bySeq.set(message.seq, message);
  }
  const replies = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const begun = heldMessage(conversation, root);
  return begun ? [begun, ...replies] : replies;
}
