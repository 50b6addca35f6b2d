import { useId, useState } from "preact/hooks";
import { REPORT_TEXT, reasons, type Reason, type Report } from "../state/reports.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { ErrorLine } from "./Field.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useDoing } from "./useDoing.ts";

interface ReportDialogProps {
  title: string;
  about: Pick<Report, "conversation" | "seqs" | "user">;
  onClose: () => void;
}

/** What is wrong with someone, a group or a message, told to who runs the server. */
export function ReportDialog({ title, about, onClose }: ReportDialogProps) {
  const messenger = useMessenger();
  const { error, busy, doing } = useDoing();
  const [reason, setReason] = useState<Reason>("spam");
  const [text, setText] = useState("");
  const [sent, setSent] = useState(false);
  const textId = useId();
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const { seqs = [], ...whom } = about;
    const report = { ...whom, ...(seqs.length > 0 && { seqs }), reason, ...(text.trim() !== "" && { text: text.trim() }) };
    if (await doing(messenger.report(report).then(() => true))) setSent(true);
  };
  if (sent) {
    return (
      <Dialog title={title} onClose={onClose} ask>
        <div class="body">
          <div role="status">
            <Empty icon="check" title={t.reportSent} hint={t.reportHint} />
          </div>
          <div class="choices-stack">
            <button type="button" class="button primary" data-first onClick={onClose}>
              {t.done}
            </button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="dialog-form" onSubmit={(event) => void send(event)}>
        <div class="scroll">
          <p class="body note">
            {t.reportHint} {about.seqs && t.reportedMessages}
          </p>
          <fieldset class="choices settings">
            <legend class="section-head">{t.reportReason}</legend>
            {reasons.map((one) => (
              <label key={one} class="setting choice">
                <div>{t.reportReasons[one]}</div>
                <input type="radio" class="radio" name="reason" checked={one === reason} onChange={() => setReason(one)} />
              </label>
            ))}
          </fieldset>
          <div class="body field">
            <label for={textId}>{t.reportText}</label>
            <textarea
              id={textId}
              class="area"
              rows={3}
              dir="auto"
              maxLength={REPORT_TEXT}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            {error && <ErrorLine text={error} />}
          </div>
        </div>
        <footer>
          <button type="button" class="button" onClick={onClose}>
            {t.cancel}
          </button>
          <SubmitButton label={t.sendReport} busy={busy} />
        </footer>
      </form>
    </Dialog>
  );
}
