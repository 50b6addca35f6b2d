import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { ErrorLine, Field } from "./Field.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

/** A group's name and description, to be changed by owners and admins. */
export function GroupInfo({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const [empty, setEmpty] = useState(false);
  const { submit, busy, failure } = useSubmit(async ({ title = "", description = "" }) => {
    setEmpty(title.trim() === "");
    if (title.trim() === "") return;
    await messenger.changeGroup(conversation.id, { title: title.trim(), description: description.trim() });
    onClose();
  });
  return (
    <Dialog title={t.groupInfo} onClose={onClose}>
      <form class="dialog-form" onSubmit={submit}>
        <div class="body">
          <Field
            label={t.groupTitle}
            name="title"
            value={conversation.title}
            maxLength={128}
            error={empty ? t.errors.required : undefined}
          />
          <Field label={t.description} name="description" value={conversation.description} maxLength={500} />
          {failure && <ErrorLine text={failure.text} />}
        </div>
        <footer>
          <button type="button" class="button" onClick={onClose}>
            {t.cancel}
          </button>
          <SubmitButton label={t.save} busy={busy} />
        </footer>
      </form>
    </Dialog>
  );
}
