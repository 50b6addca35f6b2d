import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useAccount, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

/** The end of an account. */
export function DeleteAccountRow() {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button class="setting" onClick={() => setAsking(true)}>
        <div>
          <span class="destructive">{t.deleteAccount}</span>
          <p class="note">{t.deleteAccountHint}</p>
        </div>
        <Icon name="chevron-right" />
      </button>
      {asking && <DeleteAccount onClose={() => setAsking(false)} />}
    </>
  );
}

/** Asks for the username, since there is no way back. */
function DeleteAccount({ onClose }: { onClose: () => void }) {
  const account = useAccount();
  const username = useParley((state) => state.me?.username ?? "");
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const remove = () => {
    if (typed.trim().toLowerCase() !== username) return setError(t.errors.required);
    account.deleteAccount().catch((failure: unknown) => setError(sentenceFor(failure)));
  };
  return (
    <Dialog title={t.deleteAccountAsk} onClose={onClose} ask>
      <div class="body">
        <p class="ask">{t.deleteAccountWarning(username)}</p>
        <Field label={t.username} name="username" value={typed} onInput={setTyped} autocomplete="off" />
        {error && <ErrorLine text={error} />}
        <div class="choices-stack">
          <button class="button danger" onClick={remove}>
            {t.deleteAccount}
          </button>
          <button class="button quiet" onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
