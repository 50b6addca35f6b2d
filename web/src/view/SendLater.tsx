import { useState } from "preact/hooks";
import { Refusal } from "../protocol/refusal.ts";
import { t } from "../strings/table.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { localOf, Moment, momentIn } from "./Moment.tsx";
import { likely } from "./moments.ts";
import { SubmitButton } from "./SubmitButton.tsx";
import { shortMoment } from "./time.ts";

interface SendLaterProps {
  title?: string;
  /** Resolves when the server has it. */
  onChoose: (at: string) => Promise<void>;
  onClose: () => void;
}

/** When something is to be sent: three times that are likely, or any other. */
export function SendLater({ title = t.sendLater, onChoose, onClose }: SendLaterProps) {
  const [choosing, setChoosing] = useState(false);
  const [moment, setMoment] = useState(() => localOf(new Date(Date.now() + 3_600_000)));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const choose = async (at: string) => {
    if (busy) return;
    setBusy(true);
    setWrong(undefined);
    try {
      await onChoose(at);
      onClose();
    } catch (failure) {
      setWrong(whyNot(failure));
      setBusy(false);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const chosen = momentIn(moment);
    if ("wrong" in chosen) setWrong(chosen.wrong);
    else void choose(chosen.at);
  };
  return (
    <Dialog title={title} onClose={onClose} small>
      {choosing ? (
        <form class="body" onSubmit={submit} novalidate>
          <Moment value={moment} onInput={setMoment} />
          {wrong && <ErrorLine text={wrong} />}
          <div class="form-end">
            <button type="button" class="button" onClick={() => setChoosing(false)}>
              {t.back}
            </button>
            <SubmitButton label={t.schedule} busy={busy} />
          </div>
        </form>
      ) : (
        <div class="menu-list moments">
          {likely(new Date()).map((date) => {
            const at = date.toISOString();
            return (
              <button key={at} type="button" class="menu-item" aria-disabled={busy} onClick={() => void choose(at)}>
                <Icon name="clock" />
                {capital(shortMoment(at))}
              </button>
            );
          })}
          <button type="button" class="menu-item" onClick={() => setChoosing(true)}>
            <Icon name="calendar" />
            {t.chooseTime}
          </button>
          {wrong && <ErrorLine text={wrong} />}
        </div>
      )}
    </Dialog>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(t.locale) + text.slice(1);
}

/** Why something can't wait, or can't be changed any more. */
export function whyNot(failure: unknown): string {
  if (!(failure instanceof Refusal)) return sentenceFor(failure);
  if (failure.code === "conflict") return t.beingSent;
  if (failure.code === "too_many") return t.tooManyScheduled;
  if (failure.code === "bad_request" && failure.field === "sendAt") return t.timeIsOver;
  return sentenceFor(failure);
}
