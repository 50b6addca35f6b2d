import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";

interface ClosePollProps {
  conversation: Conversation;
  seq: number;
  onClose: () => void;
}

/** Asks before a poll is closed: that is for good. */
export function ClosePoll({ conversation, seq, onClose }: ClosePollProps) {
  const messenger = useMessenger();
  const close = () => {
    onClose();
    messenger.change(conversation.id, { type: "close", target: seq });
  };
  return (
    <Dialog title={t.closePollAsk} onClose={onClose} ask>
      <div class="body">
        <p class="ask">{t.closePollHint}</p>
        <div class="choices-stack">
          <button type="button" class="button danger" onClick={close}>
            {t.closePoll}
          </button>
          <button type="button" class="button quiet" data-first onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
