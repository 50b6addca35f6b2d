import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { inSentence, titleOf } from "./names.ts";
import { go } from "./place.ts";

/** Asks first: who left comes back only if someone adds them. */
export function LeaveGroup({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const [error, setError] = useState<string>();
  const leave = () =>
    messenger.leave(conversation.id).then(
      () => {
        onClose();
        go({ tab: "chats" });
      },
      (failure: unknown) => setError(sentenceFor(failure)),
    );
  return (
    <Dialog title={t.leaveAsk(inSentence(titleOf({ users, me }, conversation)))} onClose={onClose} ask>
      <div class="body">
        <p class="ask">{t.leaveHint}</p>
        {error && <ErrorLine text={error} />}
        <div class="choices-stack">
          <button class="button danger" onClick={() => void leave()}>
            {t.leaveGroup}
          </button>
          <button class="button quiet" data-first onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
