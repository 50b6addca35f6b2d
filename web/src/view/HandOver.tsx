import type { User } from "../protocol/frames.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { inSentence, nameOf } from "./names.ts";
import { Question } from "./Question.tsx";
import { useDoing } from "./useDoing.ts";

interface HandOverProps {
  conversation: Conversation;
  user: User;
  onDone: () => void;
  onClose: () => void;
}

/** Asks before someone else becomes the owner, and this user an admin. */
export function HandOver({ conversation, user, onDone, onClose }: HandOverProps) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me!.id);
  const { error, busy, doing } = useDoing();
  const { id } = conversation;
  const handOver = async () => {
    if (busy) return;
    const given = messenger.groups.changeRole(id, user.id, "owner");
    const done = await doing(given.then(() => messenger.groups.changeRole(id, me, "admin")).then(() => true));
    onDone();
    if (done) onClose();
  };
  return (
    <Question title={t.handOverAsk(inSentence(nameOf(user)))} hint={t.handOverHint} error={error} onClose={onClose}>
      <button type="button" class="button primary" onClick={() => void handOver()}>
        {t.handOver}
      </button>
    </Question>
  );
}
