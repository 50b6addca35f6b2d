import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { Host } from "./SignIn.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

export function LoginForm({ reason, onRegister }: { reason?: "signedOut"; onRegister: () => void }) {
  const account = useAccount();
  const { submit, busy, failure, waitS } = useSubmit(({ login = "", password = "" }) =>
    account.login(login.trim(), password),
  );
  return (
    <form onSubmit={submit}>
      <h1>{t.signIn}</h1>
      <Host word={t.signInTo} />
      {reason && <p class="notice">{t.signedOutNotice}</p>}
      <Field label={t.login} name="login" autocomplete="username" autofocus />
      <Field label={t.password} name="password" type="password" autocomplete="current-password" />
      {failure && <ErrorLine text={failure.text} />}
      <SubmitButton label={t.signIn} busy={busy} waitS={waitS} large />
      <div class="or">{t.or}</div>
      <button type="button" class="button large" onClick={onRegister}>
        {t.createAccount}
      </button>
    </form>
  );
}
