import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

/** The password, to be changed by who knows the present one. */
export function PasswordRow() {
  const account = useAccount();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const { submit, busy, failure, waitS } = useSubmit(async ({ password = "", next = "" }) => {
    await account.changePassword(password, next);
    setOpen(false);
    setDone(true);
  });
  if (!open) {
    return (
      <div class="setting">
        <div>
          {t.password}
          <p class="note" role="status">
            {done ? t.passwordChanged : ""}
          </p>
        </div>
        <button class="button" onClick={() => setOpen(true)}>
          {t.change}
        </button>
      </div>
    );
  }
  return (
    <form class="setting stacked" onSubmit={submit}>
      <Field
        label={t.currentPassword}
        name="password"
        type="password"
        autocomplete="current-password"
        autofocus
      />
      <Field
        label={t.newPassword}
        name="next"
        type="password"
        autocomplete="new-password"
        hint={t.passwordHint}
      />
      {failure && <ErrorLine text={failure.text} />}
      <div class="row-actions">
        <SubmitButton label={t.changePassword} busy={busy} waitS={waitS} />
        <button type="button" class="button" onClick={() => setOpen(false)}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}
