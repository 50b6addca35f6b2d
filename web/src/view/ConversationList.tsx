import { useMemo, useRef, useState } from "preact/hooks";
import { listed, requested } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConnectionStrip } from "./ConnectionStrip.tsx";
import { ConversationRows } from "./ConversationRows.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { Icon } from "./Icon.tsx";
import { Operators } from "./Operators.tsx";
import { SearchField } from "./SearchField.tsx";
import { SearchResults } from "./parts.ts";
import { RequestsRow } from "./RequestsRow.tsx";
import { TabBar } from "./TabBar.tsx";
import { useSteadyOrder } from "./useSteadyOrder.ts";

interface ConversationListProps {
  open?: string;
  onNew: () => void;
}

/** The list pane: chats by activity, archived last; with something in the search field, what was found. */
export function ConversationList({ open, onNew }: ConversationListProps) {
  const state = useListState();
  const [query, setQuery] = useState("");
  const [archive, setArchive] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const before = useRef<Conversation[]>([]);
  const all = useMemo(
    () => (before.current = listed(state, open, before.current)),
    [state.conversations, state.outbox, state.drafts, open],
  );
  const archived = useMemo(() => all.filter((chat) => chat.archived), [all]);
  const chats = useSteadyOrder(scroller, archive ? archived : all.filter((chat) => !chat.archived));
  const waiting = useMemo(() => requested(state), [state.conversations]);
  const wanted = query.trim();
  const able = useParley((one) => one.features.includes("search"));
  return (
    <nav class="pane list-pane" aria-label={t.chats}>
      <div class="bar">
        <h1 class="place-title">{t.chats}</h1>
        <SearchField value={query} onInput={setQuery} placeholder={t.search} shortcut />
        {wanted ? (
          <button class="button text" onClick={() => setQuery("")}>
            {t.cancel}
          </button>
        ) : (
          <button class="icon-button" aria-label={t.newConversation} title={t.newConversation} onClick={onNew}>
            <Icon name="square-pen" />
          </button>
        )}
      </div>
      {wanted && able && <Operators query={query} onQuery={setQuery} />}
      <div class="scroll" ref={scroller}>
        {wanted ? (
          <SearchResults query={wanted} chats={all} state={state} open={open} onOpened={() => setQuery("")} />
        ) : (
          <>
            {!archive && waiting.length > 0 && <RequestsRow requests={waiting} state={state} />}
            {archive && (
              <button class="row archive-row" onClick={() => setArchive(false)}>
                <Icon name="chevron-left" />
                {t.archived}
              </button>
            )}
            {chats.length > 0 && <ConversationRows scroller={scroller} chats={chats} state={state} open={open} />}
            {!archive && archived.length > 0 && (
              <button class="row archive-row" onClick={() => setArchive(true)}>
                <Icon name="archive" />
                {t.archived}
                <span class="end">{archived.length}</span>
              </button>
            )}
            {all.length === 0 && !state.settled && <Ghosts />}
            {all.length === 0 && state.settled && (
              <Empty icon="message-circle" title={t.noChats} hint={t.noChatsHint}>
                <button class="button primary" onClick={onNew}>
                  {t.newConversation}
                </button>
              </Empty>
            )}
          </>
        )}
      </div>
      <ConnectionStrip />
      <TabBar current="chats" />
    </nav>
  );
}

/** The parts of the state on which the list depends. */
function useListState() {
  const messenger = useMessenger();
  const conversations = useParley((state) => state.conversations);
  const outbox = useParley((state) => state.outbox);
  const drafts = useParley((state) => state.drafts);
  const scheduled = useParley((state) => state.scheduled);
  const users = useParley((state) => state.users);
  const typing = useParley((state) => state.typing);
  const me = useParley((state) => state.me);
  const settled = useParley((state) => state.cursor !== undefined);
  return useMemo(
    () => ({ ...messenger.state, conversations, outbox, drafts, scheduled, users, typing, me, settled }),
    [conversations, outbox, drafts, scheduled, users, typing, me, settled],
  );
}

/** The shape of what is being fetched the first time. */
function Ghosts() {
  return (
    <div class="rows ghost-rows" aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} class="row">
          <i />
          <span>
            <i />
            <i />
          </span>
        </div>
      ))}
    </div>
  );
}
