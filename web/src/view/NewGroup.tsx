import { useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { nameOf } from "./names.ts";
import { useCandidates } from "./NewConversation.tsx";
import { go } from "./place.ts";
import { SearchField } from "./SearchField.tsx";
import { SubmitButton } from "./SubmitButton.tsx";

/** A group: its name first, then its people; it opens at once. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const messenger = useMessenger();
  const [title, setTitle] = useState("");
  const [picked, setPicked] = useState<User[]>([]);
  const [query, setQuery] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const { people } = useCandidates(query);
  const isPicked = (user: User) => picked.some((one) => one.id === user.id);
  const toggle = (user: User) =>
    setPicked(isPicked(user) ? picked.filter((one) => one.id !== user.id) : [...picked, user]);

  const create = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (title.trim() === "") return setError(t.errors.required);
    setBusy(true);
    try {
      const conversation = await messenger.createGroup(title.trim(), picked.map((user) => user.id));
      onClose();
      go({ tab: "chats", conversation });
    } catch (failure) {
      setError(sentenceFor(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t.newGroup} onClose={onClose}>
      <form class="dialog-form" onSubmit={create}>
        <div class="body">
          <Field label={t.groupTitle} name="title" value={title} onInput={setTitle} maxLength={128} autofocus />
        </div>
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
          {error && <ErrorLine text={error} />}
        </div>
        <div class="scroll">
          <ul class="rows">
            {people.map((user) => (
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
        <footer>
          <button type="button" class="button" onClick={onClose}>
            {t.cancel}
          </button>
          <SubmitButton label={t.createGroup} busy={busy} />
        </footer>
      </form>
    </Dialog>
  );
}
