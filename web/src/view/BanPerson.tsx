import { useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Chooser } from "./Chooser.tsx";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { ErrorLine, Field } from "./Field.tsx";
import { inSentence, nameOf } from "./names.ts";
import { spanOf } from "./time.ts";
import { useDoing } from "./useDoing.ts";

/** For how long, in seconds; the last one for good. */
const SPANS = [3_600, 86_400, 604_800, 2_592_000, 0];
const REASON_MAX = 500;

interface BanPersonProps {
  conversation: Conversation;
  user: User;
  onDone: () => void;
  onClose: () => void;
}

/** Asks for how long and why someone is to stay out. */
export function BanPerson({ conversation, user, onDone, onClose }: BanPersonProps) {
  const messenger = useMessenger();
  const { error, busy, doing } = useDoing();
  const [span, setSpan] = useState(0);
  const [reason, setReason] = useState("");
  const ban = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const terms = {
      ...(span > 0 && { until: new Date(Date.now() + span * 1000).toISOString() }),
      ...(reason.trim() !== "" && { reason: reason.trim() }),
    };
    if (!(await doing(messenger.groups.ban(conversation.id, user.id, terms).then(() => true)))) return;
    onDone();
    onClose();
  };
  return (
    <Dialog title={t.banPerson(inSentence(nameOf(user)))} onClose={onClose} ask>
      <form class="body" onSubmit={(event) => void ban(event)}>
        <p class="ask">{t.banHint}</p>
        <Chooser
          label={t.banFor}
          value={span}
          options={SPANS.map((one) => [one, one === 0 ? t.bannedForGood : spanOf(one * 1000)] as const)}
          onChoose={setSpan}
        />
        <Field label={t.reasonLabel} name="reason" value={reason} onInput={setReason} maxLength={REASON_MAX} autocomplete="off" />
        {error && <ErrorLine text={error} />}
        <div class="choices-stack">
          <button type="submit" class="button danger">
            {t.ban}
          </button>
          <button type="button" class="button quiet" data-first onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
