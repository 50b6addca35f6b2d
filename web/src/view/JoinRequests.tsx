import { useEffect } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { handleOf, inSentence, nameOf } from "./names.ts";
import { PersonRow } from "./PersonRow.tsx";
import { useDoing } from "./useDoing.ts";

/** Who asks to be let in; each to be let in or not. */
export function JoinRequests({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const { id } = conversation;
  const asking = useParley((state) => state.asking.get(id)) ?? [];
  const users = useParley((state) => state.users);
  const { error, doing } = useDoing();
  const unknown = asking.filter((one) => !users.has(one)).join(" ");
  useEffect(() => void doing(messenger.groups.joinRequests(id)), [id, unknown]);
  const answer = (user: string, word: "accept" | "reject") => void doing(messenger.groups.answerJoinRequest(id, user, word));
  return (
    <Dialog title={t.joinRequests} onClose={onClose}>
      <div class="scroll">
        {asking.length === 0 && <Empty icon="user-plus" title={t.nobodyAsks} />}
        <ul class="rows">
          {asking
            .flatMap((one) => users.get(one) ?? [])
            .map((user) => (
              <li key={user.id}>
                <PersonRow user={user} size={36} note={user.guest ? t.guest : handleOf(user)}>
                  <button type="button" class="button primary" onClick={() => answer(user.id, "accept")}>
                    {t.letIn}
                  </button>
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={t.dontLetIn(inSentence(nameOf(user)))}
                    title={t.refuse}
                    onClick={() => answer(user.id, "reject")}
                  >
                    <Icon name="x" />
                  </button>
                </PersonRow>
              </li>
            ))}
        </ul>
        {error && (
          <div class="body">
            <ErrorLine text={error} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
