import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { isGone, sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { goBack } from "./place.ts";

/** Where a link leads to a conversation that isn't this user's: they may ask; whether there is one isn't told. */
export function JoinPage({ id }: { id: string }) {
  const messenger = useMessenger();
  const asked = useParley((state) => state.asked.get(id));
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const join = async () => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await messenger.groups.join(id); // who belongs then sees the conversation here
    } catch (failure) {
      setError(isGone(failure) ? t.cantJoin : sentenceFor(failure));
    }
    setBusy(false);
  };
  return (
    <main class="pane main-pane join-page" aria-label={t.notAMember}>
      <header class="bar phone-only">
        <button class="icon-button back" aria-label={t.back} onClick={() => goBack({ tab: "chats" })}>
          <Icon name="chevron-left" />
        </button>
      </header>
      <div role="status">
        {asked === "asked" ? (
          <Empty icon="clock" title={t.askedForEntry} hint={t.askedForEntryHint} />
        ) : (
          <Empty
            icon={asked === "rejected" ? "ban" : "users"}
            title={asked === "rejected" ? t.entryRefused : t.notAMember}
            hint={t.notAMemberHint}
          >
            <button type="button" class="button primary" onClick={() => void join()}>
              {t.askForEntry}
            </button>
          </Empty>
        )}
      </div>
      {error && <ErrorLine text={error} />}
    </main>
  );
}
