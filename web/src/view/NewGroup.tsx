import { useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { Field } from "./Field.tsx";
import { PeoplePicker } from "./PeoplePicker.tsx";
import { go } from "./place.ts";
import { Switch } from "./Switch.tsx";
import { SubmitButton } from "./SubmitButton.tsx";

/** A group: its name first, then its people; it opens at once. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const messenger = useMessenger();
  const [title, setTitle] = useState("");
  const [picked, setPicked] = useState<User[]>([]);
  const [channel, setChannel] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const create = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (title.trim() === "") return setError(t.errors.required);
    setBusy(true);
    try {
      const conversation = await messenger.groups.create(title.trim(), picked.map((user) => user.id), channel ? "channel" : "group");
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
          <Field
            label={t.groupTitle}
            name="title"
            value={title}
            onInput={setTitle}
            maxLength={128}
            error={error}
            autofocus
          />
          <Switch label={t.channel} hint={t.channelHint} on={channel} onChange={setChannel} />
        </div>
        <PeoplePicker picked={picked} onPicked={setPicked} />
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
