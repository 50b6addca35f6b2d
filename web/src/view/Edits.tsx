import { useEffect, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { isGone, sentenceFor } from "./failure.ts";
import { RichText } from "./RichText.tsx";
import { fullTime } from "./time.ts";

interface EditsProps {
  conversation: Conversation;
  seq: number;
  onClose: () => void;
}

/** What a message said before, one text after the other, the present one in front. */
export function Edits({ conversation, seq, onClose }: EditsProps) {
  const messenger = useMessenger();
  const [texts, setTexts] = useState<{ text: string; format?: string; at: string }[]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    messenger.edits(conversation.id, seq).then((all) => setTexts(all.reverse()), setFailure);
  }, [seq]);
  return (
    <Dialog title={t.edits} onClose={onClose}>
      <div class="scroll edits" tabIndex={0} role="group" aria-label={t.edits}>
        {failure !== undefined && (
          <Empty icon="circle-alert" title={isGone(failure) ? t.editsNotKept : sentenceFor(failure)} failed />
        )}
        <ol>
          {texts?.map(({ text, format, at }, nth) => (
            <li key={at + nth}>
              <time dateTime={at}>{nth === 0 ? t.editedNow(fullTime(at)) : fullTime(at)}</time>
              <p dir="auto">
                <RichText text={text} format={format ?? "plain"} />
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}
