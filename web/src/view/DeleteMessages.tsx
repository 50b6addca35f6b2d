import { rangesOf } from "../state/deeds.ts";
import { heldMessage } from "../state/events/places.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { rightsIn } from "./messageRights.ts";
import { Question } from "./Question.tsx";

/** So many go with one command: each may be a range of its own, and the server takes a hundred. */
const AT_ONCE = 100;

interface DeleteMessagesProps {
  conversation: Conversation;
  seqs: number[];
  onClose: () => void;
}

/** Asks for whom messages are to go: for everyone, where that is this person's to do, or for themself. */
export function DeleteMessages({ conversation, seqs, onClose }: DeleteMessagesProps) {
  const messenger = useMessenger();
  const messages = seqs.map((seq) => heldMessage(conversation, seq)).filter((message) => message !== undefined);
  const forAll = messages.length > 0 && messages.every((message) => rightsIn(conversation, messenger.state, message).deleteForAll);
  const erase = (type: "delete" | "hide") => {
    onClose();
    for (let from = 0; from < seqs.length; from += AT_ONCE) {
      messenger.change(conversation.id, { type, targets: rangesOf(seqs.slice(from, from + AT_ONCE)) });
    }
  };
  return (
    <Question title={t.deleteAsk(seqs.length)} hint={forAll ? t.deleteForAllHint : t.deleteForMeHint} onClose={onClose}>
      {forAll && (
        <button type="button" class="button danger" onClick={() => erase("delete")}>
          {t.deleteForAll}
        </button>
      )}
      <button type="button" class={forAll ? "button" : "button danger"} onClick={() => erase("hide")}>
        {t.deleteForMe}
      </button>
    </Question>
  );
}
