import { useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { Icon } from "./Icon.tsx";
import { handleOf, nameOf } from "./names.ts";
import { useCandidates } from "./NewConversation.tsx";
import { PickField, PickRow } from "./Picking.tsx";

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
  /** Enter takes the first one, Backspace in the empty field the last picked one out again. */
  const onKey = (event: KeyboardEvent, first: User | undefined) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (query !== "" && first) toggle(first);
      setQuery("");
    } else if (event.key === "Backspace" && query === "" && picked.length > 0) toggle(picked.at(-1)!);
  };
  const shown = people.filter((user) => !without?.has(user.id));
  return (
    <>
      <PickField
        query={query}
        onQuery={setQuery}
        label={t.findPeople}
        placeholder={t.addPeople}
        onKey={(event) => onKey(event, shown[0])}
      >
        {picked.map((user) => (
          <button key={user.id} type="button" aria-label={t.remove(nameOf(user))} onClick={() => toggle(user)}>
            <PersonAvatar user={user} id={user.id} size={24} dot={false} />
            <bdi class="clip">{nameOf(user).split(" ")[0]}</bdi>
            <Icon name="x" />
          </button>
        ))}
      </PickField>
      <div class="scroll">
        <ul class="rows">
          {shown.map((user) => (
            <PickRow key={user.id} picked={isPicked(user)} onToggle={() => toggle(user)}>
              <PersonAvatar user={user} id={user.id} size={36} />
              <span>
                <bdi class="line title clip">{nameOf(user)}</bdi>
                <span class="line note clip">{handleOf(user)}</span>
              </span>
            </PickRow>
          ))}
        </ul>
      </div>
    </>
  );
}
