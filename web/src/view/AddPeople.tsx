import { useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import type { Member } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { PeoplePicker } from "./PeoplePicker.tsx";
import { SubmitButton } from "./SubmitButton.tsx";

interface AddPeopleProps {
  conversation: Conversation;
  members: Member[];
  onDone: () => void;
  onClose: () => void;
}

/** More people for a group. */
export function AddPeople({ conversation, members, onDone, onClose }: AddPeopleProps) {
  const messenger = useMessenger();
  const [picked, setPicked] = useState<User[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const add = async (event: Event) => {
    event.preventDefault();
    if (busy || picked.length === 0) return;
    setBusy(true);
    try {
      await messenger.groups.add(conversation.id, picked.map((user) => user.id));
      onDone();
      onClose();
    } catch (failure) {
      setError(sentenceFor(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t.addPeople} onClose={onClose}>
      <form class="dialog-form" onSubmit={add}>
        <PeoplePicker picked={picked} without={new Set(members.map(({ user }) => user.id))} onPicked={setPicked} />
        {error && (
          <div class="body">
            <ErrorLine text={error} />
          </div>
        )}
        <footer>
          <button type="button" class="button" onClick={onClose}>
            {t.cancel}
          </button>
          <SubmitButton label={t.add} busy={busy} />
        </footer>
      </form>
    </Dialog>
  );
}
