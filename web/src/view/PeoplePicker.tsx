import { useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { Icon } from "./Icon.tsx";
import { nameOf } from "./names.ts";
import { useCandidates } from "./NewConversation.tsx";
import { SearchField } from "./SearchField.tsx";

interface PeoplePickerProps {
  picked: User[];
  /** These aren't offered. */
  without?: ReadonlySet<string>;
  onPicked: (picked: User[]) => void;
}

/** People as chips, a field to find more, and a list with checks. */
export function PeoplePicker({ picked, without, onPicked }: PeoplePickerProps) {
  const [query, setQuery] = useState("");
  const { people } = useCandidates(query);
  const isPicked = (user: User) => picked.some((one) => one.id === user.id);
  const toggle = (user: User) =>
    onPicked(isPicked(user) ? picked.filter((one) => one.id !== user.id) : [...picked, user]);
  return (
    <>
      {picked.length > 0 && (
        <div class="picked">
          {picked.map((user) => (
            <button key={user.id} type="button" aria-label={t.remove(nameOf(user))} onClick={() => toggle(user)}>
              <bdi>{nameOf(user)}</bdi>
              <Icon name="x" />
            </button>
          ))}
        </div>
      )}
      <div class="body">
        <SearchField value={query} onInput={setQuery} placeholder={t.findPeople} />
      </div>
      <div class="scroll">
        <ul class="rows">
          {people
            .filter((user) => !without?.has(user.id))
            .map((user) => (
              <li key={user.id}>
                <button
                  type="button"
                  class="row person pick"
                  role="checkbox"
                  aria-checked={isPicked(user)}
                  onClick={() => toggle(user)}
                >
                  <PersonAvatar user={user} id={user.id} />
                  <span>
                    <bdi class="line title clip">{nameOf(user)}</bdi>
                    <span class="line note clip">@{user.username}</span>
                  </span>
                  <span class="check">{isPicked(user) && <Icon name="check" />}</span>
                </button>
              </li>
            ))}
        </ul>
      </div>
    </>
  );
}
