import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { LeaveGroup, ReportDialog } from "./parts.ts";
import { otherIn } from "./DetailsActions.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { inSentence, nameOf } from "./names.ts";

/** What ends something: blocking a person, leaving a group; and telling the operator of them. */
export function DetailsEnding({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id);
  const blocked = useParley((state) => state.blocks.has(conversation.peer ?? ""));
  const person = useParley((state) => state.users.get(conversation.peer ?? ""));
  const [error, setError] = useState<string>();
  const [leaving, setLeaving] = useState(false);
  const [reporting, setReporting] = useState(false);
  const other = otherIn(conversation, me);
  const doing = (work: Promise<unknown>) => {
    setError(undefined);
    work.catch((failure: unknown) => setError(sentenceFor(failure)));
  };
  if (conversation.kind === "direct" && !other) return null;
  const reportLabel = other ? t.reportPerson(inSentence(nameOf(person))) : t.reportConversation;
  return (
    <div class="rows ruled">
      {other ? (
        <button class="menu-item destructive" onClick={() => doing(messenger.block(other, !blocked))}>
          <Icon name="ban" />
          {blocked ? t.unblock : t.block(inSentence(nameOf(person)))}
        </button>
      ) : (
        <button
          class="menu-item destructive"
          onClick={() => setLeaving(true)}
        >
          <Icon name="log-out" />
          {t.leaveGroup}
        </button>
      )}
      <button class="menu-item destructive" onClick={() => setReporting(true)}>
        <Icon name="flag" />
        {reportLabel}
      </button>
      {error && <ErrorLine text={error} />}
      {reporting && (
        <ReportDialog
          title={reportLabel}
          about={other ? { user: other } : { conversation: conversation.id }}
          onClose={() => setReporting(false)}
        />
      )}
      {leaving && <LeaveGroup conversation={conversation} onClose={() => setLeaving(false)} />}
    </div>
  );
}
