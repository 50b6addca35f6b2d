import { useEffect, useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { PersonRow } from "./PersonRow.tsx";
import { go } from "./place.ts";

/** People of a name, asked of the server as it is typed. */
export function usePeople(query: string) {
  const messenger = useMessenger();
  const [people, setPeople] = useState<User[]>();
  const [failure, setFailure] = useState<unknown>();
  const wanted = query.trim().replace(/^@/, "");
  useEffect(() => {
    setFailure(undefined);
    if ([...wanted].length < 2) return setPeople(undefined);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      messenger.findPeople(wanted, stop.signal).then(setPeople, (error: unknown) => {
        if (!stop.signal.aborted) setFailure(error);
      });
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  return { people, failure };
}

interface PeopleFoundProps {
  query: string;
  /** Something else was found already: say nothing where nobody is. */
  quiet?: boolean;
  onOpened: () => void;
}

/** The people part of a search; choosing one opens the direct conversation. */
export function PeopleFound({ query, quiet, onOpened }: PeopleFoundProps) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id);
  const { people, failure } = usePeople(query);
  const [trouble, setTrouble] = useState<unknown>();
  const open = async (user: User) => {
    try {
      const conversation = await messenger.openDirect(user);
      onOpened();
      go({ tab: "chats", conversation });
    } catch (error) {
      setTrouble(error);
    }
  };
  const wrong = failure ?? trouble;
  if (wrong) return <Empty icon="circle-alert" title={sentenceFor(wrong)} failed />;
  if (!people) return quiet ? null : <p class="section-head">{t.findPeopleHint}</p>;
  if (people.length === 0) {
    return quiet ? null : <Empty icon="search" title={t.nobodyFound(query)} hint={t.nobodyFoundHint} />;
  }
  return (
    <>
      <h2 class="section-head">{t.people}</h2>
      <ul class="rows">
        {people.map((user) => (
          <li key={user.id}>
            <PersonRow user={user} note={`@${user.username}${user.id === me ? `, ${t.you}` : ""}`} onOpen={() => void open(user)} />
          </li>
        ))}
      </ul>
    </>
  );
}
