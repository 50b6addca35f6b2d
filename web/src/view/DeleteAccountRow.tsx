import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useAccount, useParley } from "./context.ts";
import { Field } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { Question } from "./Question.tsx";
import { Switch } from "./Switch.tsx";
import { useDoing } from "./useDoing.ts";

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

/** Asks for the username, since there is no way back, and what is to become of what they wrote. */
function DeleteAccount({ onClose }: { onClose: () => void }) {
  const account = useAccount();
  const username = useParley((state) => state.me?.username ?? "");
  const [typed, setTyped] = useState("");
  const [erasing, setErasing] = useState(false);
  const { error, setError, busy, doing } = useDoing();
  const remove = () => {
    if (busy) return;
    if (typed.trim().toLowerCase() !== username) return setError(t.errors.required);
    void doing(account.deleteAccount(erasing ? "erase" : "keep"));
  };
  return (
    <Question
      title={t.deleteAccountAsk}
      hint={t.deleteAccountWarning(username)}
      error={error}
      choice={
        <>
          <Field label={t.username} name="username" value={typed} onInput={setTyped} autocomplete="off" />
          <Switch label={t.eraseMessages} hint={t.eraseMessagesHint} on={erasing} onChange={setErasing} />
        </>
      }
      onClose={onClose}
    >
      <button type="button" class="button danger" onClick={remove}>
        {t.deleteAccount}
      </button>
    </Question>
  );
}
