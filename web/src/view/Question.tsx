import type { ComponentChildren } from "preact";
import { t } from "../strings/table.ts";
import { Dialog } from "./Dialog.tsx";
import { ErrorLine } from "./Field.tsx";

interface QuestionProps {
  title: string;
  hint: string;
  /** Why the answer that was chosen didn't work. */
  error?: string;
  /** What is chosen besides, over the answers. */
  choice?: ComponentChildren;
  onClose: () => void;
  /** The answers, one under the other; Cancel is the last of them and has the focus. */
  children: ComponentChildren;
}

/** Asks before something that can't be taken back. */
export function Question({ title, hint, error, choice, onClose, children }: QuestionProps) {
  return (
    <Dialog title={title} onClose={onClose} ask>
      <div class="body">
        <p class="ask">{hint}</p>
        {choice}
        {error && <ErrorLine text={error} />}
        <div class="choices-stack">
          {children}
          <button type="button" class="button quiet" data-first onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
