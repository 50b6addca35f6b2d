import { useMemo, useRef, useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar, PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { FoundMessage } from "./FoundMessage.tsx";
import { useFound, type FoundMessages } from "./useFound.ts";
import { Marked } from "./Marked.tsx";
import { handleOf, nameOf, titleOf } from "./names.ts";
import { usePeople } from "./usePeople.ts";
import { addressOf, go } from "./place.ts";
import type { RowState } from "./rowFace.ts";
import { folded, matchesAll } from "./search.ts";
import { useRoving } from "./useRoving.ts";

/** So many of each kind are shown at first. */
const FIRST = 3;
const MOST = 50;

interface SearchResultsProps {
  query: string;
  chats: Conversation[];
  state: RowState;
  open?: string;
  onOpened: () => void;
}

/** People, known here or found by the server, then groups: three of each, then the rest. */
export function SearchResults({ query, chats, state, open, onOpened }: SearchResultsProps) {
  const box = useRef<HTMLDivElement>(null);
  useRoving(box);
  const found = useMemo(
    () => chats.filter((chat) => matchesAll(query, namesOf(state, chat))).slice(0, MOST),
    [chats, query, state.users],
  );
  const directs = found.filter((chat) => chat.kind === "direct");
  const groups = found.filter((chat) => chat.kind !== "direct");
  const { people, failure, settled } = usePeople(query);
  const others = people?.filter((user) => !directs.some((chat) => chat.peer === user.id)) ?? [];
  const said = useFound(query);
  const nothing = found.length === 0 && others.length === 0 && said.items.length === 0;
  const chatRow = (chat: Conversation) => (
    <a
      class="row person"
      href={addressOf({ tab: "chats", conversation: chat.id })}
      aria-current={chat.id === open ? "true" : undefined}
      onClick={onOpened}
    >
      <ConversationAvatar conversation={chat} size={36} />
      <span>
        <bdi class="line title clip">
          <Marked text={titleOf(state, chat)} query={query} />
        </bdi>
        <span class="note clip line">{noteOf(state, chat)}</span>
      </span>
    </a>
  );
  return (
    <div ref={box}>
      <Part title={t.people} items={[...directs, ...others]}>
        {(one) => ("kind" in one ? chatRow(one) : <FoundPerson user={one} query={query} onOpened={onOpened} />)}
      </Part>
      <Part title={t.conversations} items={groups}>
        {chatRow}
      </Part>
      {failure !== undefined && <Empty icon="circle-alert" title={sentenceFor(failure)} failed />}
      <Messages said={said} />
      {nothing && settled && said.settled && failure === undefined && said.failure === undefined && (
        <Empty icon="search" title={t.nothingFound(query)} hint={t.nothingFoundHint} />
      )}
    </div>
  );
}

/** What was said with these words, the best match first; the next page when one asks for it. */
function Messages({ said }: { said: FoundMessages }) {
  const { items, more, failure, settled, loadMore } = said;
  if (failure !== undefined) {
    return (
      <Empty icon="circle-alert" title={sentenceFor(failure)} failed>
        <button class="button" onClick={loadMore}>
          {t.tryAgain}
        </button>
      </Empty>
    );
  }
  if (!settled) return <div class="found-ghosts" aria-hidden="true" />;
  if (items.length === 0) return null;
  return (
    <section aria-label={t.messages}>
      <h2 class="section-head">{t.messages}</h2>
      <ul class="rows">
        {items.map((found) => (
          <li key={`${found.conversation} ${found.seq}`}>
            <FoundMessage found={found} />
          </li>
        ))}
      </ul>
      {more && (
        <button class="button text more-found" onClick={loadMore}>
          {t.showMore}
        </button>
      )}
    </section>
  );
}

function namesOf(state: RowState, chat: Conversation): string {
  const peer = chat.peer === undefined ? undefined : state.users.get(chat.peer);
  return `${titleOf(state, chat)} ${peer ? `@${peer.username}` : ""}`;
}

function noteOf(state: RowState, chat: Conversation): string {
  if (chat.kind !== "direct") return t.members(chat.members);
  const peer = state.users.get(chat.peer ?? "");
  return peer && peer.id !== state.me?.id ? handleOf(peer) : "";
}

function FoundPerson({ user, query, onOpened }: { user: User; query: string; onOpened: () => void }) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id);
  const [failure, setFailure] = useState<unknown>();
  const open = async () => {
    try {
      const conversation = await messenger.openDirect(user);
      onOpened();
      go({ tab: "chats", conversation });
    } catch (error) {
      setFailure(error);
    }
  };
  const note = `${handleOf(user)}${user.id === me ? `, ${t.you}` : ""}`;
  return (
    <button type="button" class="row person" onClick={() => void open()}>
      <PersonAvatar user={user} id={user.id} size={36} />
      <span>
        <bdi class="line title clip">
          <Marked text={nameOf(user)} query={query} />
        </bdi>
        <span class="note clip line">
          {failure === undefined ? <Marked text={note} query={folded(query).replace(/^@/, "")} /> : sentenceFor(failure)}
        </span>
      </span>
    </button>
  );
}

interface PartProps<T> {
  title: string;
  items: T[];
  children: (item: T) => preact.JSX.Element;
}

function Part<T extends { id: string }>({ title, items, children }: PartProps<T>) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, FIRST);
  return (
    <section aria-label={title}>
      <h2 class="section-head">{title}</h2>
      <ul class="rows">
        {shown.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
      {shown.length < items.length && (
        <button class="button text more-found" onClick={() => setAll(true)}>
          {t.showAll(items.length)}
        </button>
      )}
    </section>
  );
}
