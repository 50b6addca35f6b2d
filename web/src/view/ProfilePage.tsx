import { useEffect, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useAccount, useParley } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { handleOf, nameOf } from "./names.ts";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

/** One's own name, and what one says of oneself. */
export function ProfilePage() {
  const account = useAccount();
  const me = useParley((state) => state.me);
  const [saved, setSaved] = useState(false);
  const [biography, setBiography] = useState<string>();
  useEffect(() => {
    account.profile().then((profile) => setBiography(profile.biography ?? ""), () => undefined);
  }, []);
  const { submit, busy, failure, waitS } = useSubmit(async ({ name = "", biography = "" }) => {
    setSaved(false);
    await account.changeProfile({ name: name.trim(), biography: biography.trim() });
    setSaved(true);
  });
  if (!me) return null;
  return (
    <>
      <div class="about">
        <PersonAvatar user={me} id={me.id} size={80} dot={false} />
        <h3>
          <bdi>{nameOf(me)}</bdi>
        </h3>
        <p>{handleOf(me)}</p>
      </div>
      <h2>{t.profile}</h2>
      <form class="card" onSubmit={submit}>
        <div class="setting stacked">
          <Field label={t.displayName} name="name" autocomplete="name" value={me.name} maxLength={64} />
          <Field
            key={biography === undefined ? "unknown" : "known"}
            label={t.biography}
            name="biography"
            hint={t.aboutYouHint}
            value={biography ?? ""}
            maxLength={200}
          />
          {failure && <ErrorLine text={failure.text} />}
          <div class="row-actions">
            <SubmitButton label={t.save} busy={busy} waitS={waitS} />
            <span role="status" class="note">
              {saved ? t.saved : ""}
            </span>
          </div>
        </div>
      </form>
    </>
  );
}
