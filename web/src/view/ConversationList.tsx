import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { listed } from "../state/selectors.ts";
import { t } from "../strings/table.ts";
import { ConnectionStrip } from "./ConnectionStrip.tsx";
import { useMessenger, useParley } from "./context.ts";
import { ConversationRow } from "./ConversationRow.tsx";
import { Empty } from "./Empty.tsx";
import { Icon } from "./Icon.tsx";
import { titleOf } from "./names.ts";
import { PeopleFound } from "./PeopleFound.tsx";
import { SearchField } from "./SearchField.tsx";
import { TabBar } from "./TabBar.tsx";
import { useRoving } from "./useRoving.ts";

interface ConversationListProps {
  open?: string;
  onNew: () => void;
}

/** The list pane: chats by activity; with something in the search field, chats and people of that name. */
export function ConversationList({ open, onNew }: ConversationListProps) {
  const state = useListState();
  const [query, setQuery] = useState("");
  const list = useRef<HTMLUListElement>(null);
  useRoving(list);
  const chats = useMemo(() => listed(state, open), [state, open]);
  const wanted = query.trim().toLocaleLowerCase();
  const shown = wanted
    ? chats.filter((chat) => titleOf(state, chat).toLocaleLowerCase().includes(wanted))
    : chats;
  return (
    <nav class="pane list-pane" aria-label={t.chats}>
      <div class="bar">
        <h1 class="place-title">{t.chats}</h1>
        <SearchField value={query} onInput={setQuery} placeholder={t.search} shortcut />
        <button class="icon-button" aria-label={t.newConversation} title={t.newConversation} onClick={onNew}>
          <Icon name="square-pen" />
        </button>
      </div>
      <div class="scroll">
        {wanted && shown.length > 0 && <h2 class="section-head">{t.chats}</h2>}
        {shown.length > 0 && (
          <ul class="rows" ref={list}>
            {shown.map((chat) => (
              <li key={chat.id}>
                <ConversationRow conversation={chat} open={chat.id === open} />
              </li>
            ))}
          </ul>
        )}
        {wanted && <PeopleFound query={query.trim()} quiet={shown.length > 0} onOpened={() => setQuery("")} />}
        {!wanted && shown.length === 0 && state.settled && (
          <Empty icon="message-circle" title={t.noChats} hint={t.noChatsHint}>
            <button class="button primary" onClick={onNew}>
              {t.newConversation}
            </button>
          </Empty>
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
  const users = useParley((state) => state.users);
  const settled = useParley((state) => state.cursor !== undefined);
  useEffect(() => {
    // Rows without a message (listed over REST) get their last one.
    for (const chat of listed(messenger.state).slice(0, 40)) {
      if (chat.messages.length === 0 && !chat.complete) messenger.older(chat.id).catch(() => undefined);
    }
  }, [settled, conversations.size]);
  return useMemo(
    () => ({ ...messenger.state, conversations, outbox, drafts, users, settled }),
    [conversations, outbox, drafts, users, settled],
  );
}
