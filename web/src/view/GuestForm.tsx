import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { InvitedTo } from "./InvitationPage.tsx";
import { go } from "./place.ts";
import { HaveAccount, Host } from "./SignIn.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

/** Coming in with a name alone; by a link to a group, right into it. */
export function GuestForm({ link, onLogin }: { link?: string; onLogin: () => void }) {
  const account = useAccount();
  const { submit, busy, failure, waitS } = useSubmit(async ({ name = "" }) => {
    const conversation = await account.joinAsGuest(name.trim(), link);
    if (link) go({ tab: "chats", conversation });
  });
  return (
    <form onSubmit={submit}>
      {link === undefined ? (
        <>
          <h1>{t.joinAsGuest}</h1>
          <Host word={t.createAccountOn} />
        </>
      ) : (
        <InvitedTo code={link} />
      )}
      <Field label={t.yourName} name="name" autocomplete="name" hint={t.guestHint} maxLength={64} autofocus />
      {failure && <ErrorLine text={failure.text} />}
      <SubmitButton label={t.joinAsGuest} busy={busy} waitS={waitS} large />
      <HaveAccount onLogin={onLogin} />
    </form>
  );
}
