import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { clean, inSentence, titleOf } from "./names.ts";
import { go } from "./place.ts";
import { useDoing } from "./useDoing.ts";

interface DeleteGroupProps {
  conversation: Conversation;
  onCancel: () => void;
  onDone: () => void;
}

/** The end of a group for everyone: asks for its name, since there is no way back. */
export function DeleteGroup({ conversation, onCancel, onDone }: DeleteGroupProps) {
  const messenger = useMessenger();
  const users = useParley((state) => state.users);
  const { error, setError, doing } = useDoing();
  const [typed, setTyped] = useState("");
  const title = clean(conversation.title);
  const end = async (event: Event) => {
    event.preventDefault();
    if (clean(typed) !== title) return setError(t.notItsName);
    if ((await doing(messenger.groups.end(conversation.id).then(() => true))) === undefined) return;
    onDone();
    go({ tab: "chats" });
  };
  return (
    <form class="body" onSubmit={(event) => void end(event)}>
      <p class="ask">
        {t.deleteGroupAsk(inSentence(titleOf({ users, me: undefined }, conversation)))} {t.deleteGroupWarning}
      </p>
      <Field label={t.groupTitle} name="title" value={typed} onInput={setTyped} autocomplete="off" />
      {error && <ErrorLine text={error} />}
      <div class="choices-stack">
        <button type="submit" class="button danger">
          {t.deleteForGood}
        </button>
        <button type="button" class="button quiet" onClick={onCancel}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}
