import type { ServerDoors } from "../state/account.ts";
import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { Host } from "./SignIn.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

interface LoginFormProps {
  reason?: "signedOut";
  doors: ServerDoors | undefined;
  onForm: (form: "register" | "guest") => void;
}

export function LoginForm({ reason, doors, onForm }: LoginFormProps) {
  const account = useAccount();
  const mayRegister = doors !== undefined && doors.registration !== "closed";
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
      {(mayRegister || doors?.guests) && (
        <>
          <div class="or">{t.or}</div>
          <div class="other-doors">
            {mayRegister && (
              <button type="button" class="button large" onClick={() => onForm("register")}>
                {t.createAccount}
              </button>
            )}
            {doors?.guests && (
              <button type="button" class="button large" onClick={() => onForm("guest")}>
                {t.joinAsGuest}
              </button>
            )}
          </div>
        </>
      )}
    </form>
  );
}
