import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { HaveAccount, Host } from "./SignIn.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

/** Coming in with a name alone. */
export function GuestForm({ onLogin }: { onLogin: () => void }) {
  const account = useAccount();
  const { submit, busy, failure, waitS } = useSubmit(async ({ name = "" }) => account.joinAsGuest(name.trim()));
  return (
    <form onSubmit={submit}>
      <h1>{t.joinAsGuest}</h1>
      <Host word={t.createAccountOn} />
      <Field label={t.yourName} name="name" autocomplete="name" hint={t.guestHint} maxLength={64} autofocus />
      {failure && <ErrorLine text={failure.text} />}
      <SubmitButton label={t.joinAsGuest} busy={busy} waitS={waitS} large />
      <HaveAccount onLogin={onLogin} />
    </form>
  );
}
