import { useMemo, useState } from "preact/hooks";
import type { ContactState, User } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { ConnectionStrip } from "./ConnectionStrip.tsx";
import { ContactRow } from "./ContactRow.tsx";
import { useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { Icon } from "./Icon.tsx";
import { nameOf } from "./names.ts";
import { PeopleWithContact } from "./PeopleWithContact.tsx";
import { SearchField } from "./SearchField.tsx";
import { TabBar } from "./TabBar.tsx";

/** The contacts place: who asked me, whom I asked, whom I know; and finding people. */
export function Contacts() {
  const [query, setQuery] = useState("");
  const groups = useGroups(query);
  const nobody = groups.every(({ people }) => people.length === 0);
  return (
    <nav class="pane list-pane" aria-label={t.contacts}>
      <div class="bar">
        <h1 class="place-title">{t.contacts}</h1>
        <SearchField value={query} onInput={setQuery} placeholder={t.findPeople} shortcut />
        <button class="icon-button" aria-label={t.addContact} title={t.addContact} onClick={find}>
          <Icon name="user-plus" />
        </button>
      </div>
      <div class="scroll">
        {groups.map(({ state, label, people }) =>
          people.length === 0 ? null : (
            <section key={state}>
              <h2 class="section-head">
                {label}
                {state === "asked" && <span class="badge">{people.length}</span>}
              </h2>
              <ul class="rows">
                {people.map((user) => (
                  <li key={user.id}>
                    <ContactRow user={user} state={state} />
                  </li>
                ))}
              </ul>
            </section>
          ),
        )}
        {query.trim() !== "" && <PeopleWithContact query={query.trim()} quiet={!nobody} />}
        {nobody && query.trim() === "" && (
          <Empty icon="users" title={t.noContacts} hint={t.noContactsHint}>
            <button class="button primary" onClick={find}>
              {t.addContact}
            </button>
          </Empty>
        )}
      </div>
      <ConnectionStrip />
      <TabBar current="contacts" />
    </nav>
  );
}

/** People are found by their names, in the field above. */
function find(event: MouseEvent): void {
  (event.currentTarget as HTMLElement).closest(".pane")!.querySelector("input")!.focus();
}

function useGroups(query: string): { state: ContactState; label: string; people: User[] }[] {
  const contacts = useParley((state) => state.contacts);
  const users = useParley((state) => state.users);
  return useMemo(() => {
    const wanted = query.trim().replace(/^@/, "").toLocaleLowerCase();
    const of = (state: ContactState) =>
      [...contacts]
        .filter(([, contact]) => contact === state)
        .map(([id]) => users.get(id) ?? { id, username: "", name: "" })
        .filter((user) => `${nameOf(user)} ${user.username}`.toLocaleLowerCase().includes(wanted))
        .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    return [
      { state: "asked" as const, label: t.requests, people: of("asked") },
      { state: "requested" as const, label: t.youAsked, people: of("requested") },
      { state: "accepted" as const, label: t.contacts, people: of("accepted") },
    ];
  }, [contacts, users, query]);
}
