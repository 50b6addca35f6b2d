import { t } from "../strings/table.ts";
import { ContactRow } from "./ContactRow.tsx";
import { useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { usePeople } from "./usePeople.ts";

/** People of a name who are no contacts yet, to ask them. */
export function PeopleWithContact({ query, quiet }: { query: string; quiet: boolean }) {
  const contacts = useParley((state) => state.contacts);
  const me = useParley((state) => state.me?.id);
  const { people, failure } = usePeople(query);
  if (failure !== undefined) return <Empty icon="circle-alert" title={sentenceFor(failure)} failed />;
  const others = people?.filter((user) => user.id !== me && !contacts.has(user.id));
  if (!others) return quiet ? null : <p class="section-head">{t.findPeopleHint}</p>;
  if (others.length === 0) {
    return quiet ? null : <Empty icon="search" title={t.nobodyFound(query)} hint={t.nobodyFoundHint} />;
  }
  return (
    <section>
      <h2 class="section-head">{t.people}</h2>
      <ul class="rows">
        {others.map((user) => (
          <li key={user.id}>
            <ContactRow user={user} state={undefined} />
          </li>
        ))}
      </ul>
    </section>
  );
}
