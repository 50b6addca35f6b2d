import { useMemo, useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { handleOf, nameOf } from "./names.ts";
import { NewGroup } from "./NewGroup.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { go } from "./place.ts";
import { SearchField } from "./SearchField.tsx";
import { usePeople } from "./usePeople.ts";

/** Finds someone to talk to, or makes a group. */
export function NewConversation({ onClose }: { onClose: () => void }) {
  const messenger = useMessenger();
  const [grouping, setGrouping] = useState(false);
  const [query, setQuery] = useState("");
  const [trouble, setTrouble] = useState<unknown>();
  const { people, failure } = useCandidates(query);
  const me = useParley((state) => state.me);
  const open = async (user: User) => {
    setTrouble(undefined);
    try {
      const conversation = await messenger.openDirect(user);
      onClose();
      go({ tab: "chats", conversation });
    } catch (error) {
      setTrouble(error);
    }
  };
  if (grouping) return <NewGroup onClose={onClose} />;
  const wrong = failure ?? trouble;
  return (
    <Dialog title={t.newConversation} onClose={onClose}>
      <div class="body">
        <SearchField value={query} onInput={setQuery} placeholder={t.findPeople} autofocus />
        {wrong !== undefined && <ErrorLine text={sentenceFor(wrong)} />}
      </div>
      <div class="scroll">
        {query === "" && (
          <div class="rows">
            <button class="menu-item" onClick={() => setGrouping(true)}>
              <Icon name="users" />
              {t.newGroup}
            </button>
            <button class="menu-item" onClick={() => me && void open(me)}>
              <Icon name="bookmark" />
              {t.savedNotes}
            </button>
          </div>
        )}
        {people.length > 0 && (
          <ul class="rows">
            {people.map((user) => (
              <li key={user.id}>
                <PersonRow user={user} note={handleOf(user)} size={36} onOpen={() => void open(user)} />
              </li>
            ))}
          </ul>
        )}
        {people.length === 0 && query !== "" && failure === undefined && (
          <Empty icon="search" title={t.nobodyFound(query)} hint={t.findPeopleHint} />
        )}
      </div>
    </Dialog>
  );
}

/** Contacts while nothing is typed; then contacts and whomever the server finds. */
export function useCandidates(query: string) {
  const { people, failure } = usePeople(query);
  const contacts = useParley((state) => state.contacts);
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me?.id);
  const list = useMemo(() => {
    const wanted = query.trim().replace(/^@/, "").toLocaleLowerCase();
    const near = [...contacts]
      .filter(([, contact]) => contact === "accepted")
      .flatMap(([id]) => users.get(id) ?? [])
      .filter(
        (user) => nameOf(user).toLocaleLowerCase().includes(wanted) || user.username.startsWith(wanted),
      )
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    const others = (people ?? []).filter((user) => user.id !== me && !near.some((one) => one.id === user.id));
    return [...near, ...others];
  }, [people, contacts, users, query, me]);
  return { people: list, failure };
}
