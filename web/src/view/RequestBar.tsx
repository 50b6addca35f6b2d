import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { ErrorLine } from "./Field.tsx";
import { inSentence, nameOf } from "./names.ts";
import { go } from "./place.ts";
import { Question } from "./Question.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import { useDoing } from "./useDoing.ts";

/** A report takes so many messages with it. */
const REPORTED = 100;

/** Where one would write: what one says to a stranger's first message. */
export function RequestBar({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const { id, peer = "", messages } = conversation;
  const person = useParley((state) => state.users.get(peer));
  const [open, setOpen] = useState<"report" | "delete">();
  const { error, doing } = useDoing();
  const name = inSentence(nameOf(person));
  const seqs = messages.filter((message) => message.from === peer && !message.gone).map(({ seq }) => seq);
  const toRequests = () => go({ tab: "requests" });
  const block = async () => {
    const blocked = messenger.block(peer, true).then(() => messenger.answerRequest(id, "reject"));
    if (await doing(blocked.then(() => true))) toRequests();
  };
  return (
    <div class="request-bar" role="region" aria-label={t.messageRequests}>
      <p>{t.requestFrom(name)}</p>
      {error && <ErrorLine text={error} />}
      <div>
        <button type="button" class="button primary" onClick={() => void doing(messenger.answerRequest(id, "accept"))}>
          {t.accept}
        </button>
        <button type="button" class="button" onClick={() => setOpen("delete")}>
          {t.deleteRequest}
        </button>
        <button type="button" class="button text destructive" onClick={() => void block()}>
          {t.blockShort}
        </button>
        <button type="button" class="button text destructive" onClick={() => setOpen("report")}>
          {t.report}
        </button>
      </div>
      {open === "delete" && <DeleteRequest id={id} onDone={toRequests} onClose={() => setOpen(undefined)} />}
      {open === "report" && (
        <ReportDialog
          title={t.reportPerson(name)}
          about={{ conversation: id, user: peer, seqs: seqs.slice(-REPORTED) }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

/** Asks first: there is no way back to what they wrote. */
function DeleteRequest({ id, onDone, onClose }: { id: string; onDone: () => void; onClose: () => void }) {
  const messenger = useMessenger();
  const { error, doing } = useDoing();
  const remove = async () => {
    const gone = messenger.answerRequest(id, "reject").then(() => messenger.clear(id));
    if (await doing(gone.then(() => true))) onDone();
  };
  return (
    <Question title={t.deleteRequestAsk} hint={t.deleteRequestHint} error={error} onClose={onClose}>
      <button type="button" class="button danger" onClick={() => void remove()}>
        {t.deleteRequest}
      </button>
    </Question>
  );
}
