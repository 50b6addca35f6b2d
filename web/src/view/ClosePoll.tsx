import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Question } from "./Question.tsx";

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
    <Question title={t.closePollAsk} hint={t.closePollHint} onClose={onClose}>
      <button type="button" class="button danger" onClick={close}>
        {t.closePoll}
      </button>
    </Question>
  );
}
