import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

/** A group's name and description. */
export function GroupInfo({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const messenger = useMessenger();
  const [empty, setEmpty] = useState(false);
  const { submit, busy, failure } = useSubmit(async ({ title = "", description = "" }) => {
    setEmpty(title.trim() === "");
    if (title.trim() === "") return;
    await messenger.groups.change(conversation.id, { title: title.trim(), description: description.trim() });
    onDone();
  });
  return (
    <form class="dialog-form" onSubmit={submit}>
      <div class="body">
        <Field
          label={t.groupTitle}
          name="title"
          value={conversation.title}
          maxLength={255}
          error={empty ? t.errors.required : undefined}
        />
        <Field label={t.description} name="description" value={conversation.description} maxLength={2000} />
        {failure && <ErrorLine text={failure.text} />}
      </div>
      <footer>
        <button type="button" class="button" onClick={onDone}>
          {t.cancel}
        </button>
        <SubmitButton label={t.save} busy={busy} />
      </footer>
    </form>
  );
}
