import { useState } from "preact/hooks";
import type { ContactState, User } from "../protocol/frames.ts";
import { handleOf } from "./names.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { sentenceFor } from "./failure.ts";
import { Icon } from "./Icon.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { go } from "./place.ts";
import { usePresenceLine } from "./usePresenceLine.ts";

/** One person of the contacts, with what can be answered or asked. A failure is said in the row. */
export function ContactRow({ user, state }: { user: User; state: ContactState | undefined }) {
  const messenger = useMessenger();
  const presence = usePresenceLine(user.id);
  const [failure, setFailure] = useState<string>();
  const doing = (work: Promise<unknown>) => {
    setFailure(undefined);
    work.catch((error: unknown) => setFailure(sentenceFor(error)));
  };
  const open = () =>
    doing(messenger.openDirect(user).then((conversation) => go({ tab: "chats", conversation })));

  const handle = user.username ? handleOf(user) : "";
  switch (state) {
    case "asked":
      return (
        <PersonRow user={user} note={failure ?? handle}>
          <button class="button primary" onClick={() => doing(messenger.answerContact(user.id, "accept"))}>
            {t.accept}
          </button>
          <button
            class="icon-button"
            aria-label={t.refuse}
            onClick={() => doing(messenger.answerContact(user.id, "reject"))}
          >
            <Icon name="x" />
          </button>
        </PersonRow>
      );
    case "requested":
      return (
        <PersonRow user={user} note={failure ?? t.waitingForAnswer}>
          <button class="button text" onClick={() => doing(messenger.removeContact(user.id))}>
            {t.cancel}
          </button>
        </PersonRow>
      );
    case "accepted":
      return <PersonRow user={user} note={failure ?? (presence || handle)} onOpen={open} />;
    default:
      return (
        <PersonRow user={user} note={failure ?? handle}>
          <button
            class="icon-button"
            aria-label={t.newChat}
            title={t.newChat}
            onClick={open}
          >
            <Icon name="message-circle" />
          </button>
          <button
            class="icon-button"
            aria-label={t.addContact}
            title={t.addContact}
            onClick={() => doing(messenger.askContact(user.id))}
          >
            <Icon name="user-plus" />
          </button>
        </PersonRow>
      );
  }
}
