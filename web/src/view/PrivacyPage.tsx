import { useEffect, useState } from "preact/hooks";
import type { OwnProfile, Strangers } from "../state/account.ts";
import { t } from "../strings/table.ts";
import { DeleteAccountRow } from "./DeleteAccountRow.tsx";
import { BlockedRows } from "./BlockedRows.tsx";
import { Chooser } from "./Chooser.tsx";
import { useAccount, useMessenger } from "./context.ts";
import { DevicesCard } from "./DevicesCard.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { PasswordRow } from "./PasswordRow.tsx";
import { Switch } from "./Switch.tsx";

const WAYS: Strangers[] = ["all", "request", "none"];

/** Who sees what of me, and where I am signed in. */
export function PrivacyPage() {
  const account = useAccount();
  const messenger = useMessenger();
  const [profile, setProfile] = useState<Partial<OwnProfile>>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    account.profile().then(setProfile, (failure: unknown) => setError(sentenceFor(failure)));
  }, []);

  /** Shown at once; a change that failed goes back and says so. */
  const change = (next: Partial<Pick<OwnProfile, "receipts" | "presence" | "strangers">>) => {
    const before = profile;
    setError(undefined);
    setProfile({ ...profile, ...next });
    // who may write first decides what is a request
    const changed = account.changeProfile(next).then(() => (next.strangers ? messenger.readAgain() : undefined));
    changed.catch((failure: unknown) => {
      setProfile(before);
      setError(sentenceFor(failure));
    });
  };
  return (
    <>
      <h2>{t.privacy}</h2>
      <div class="card">
        <Switch
          label={t.readReceipts}
          hint={t.readReceiptsHint}
          on={profile?.receipts ?? true}
          disabled={!profile}
          onChange={(receipts) => change({ receipts })}
        />
        <Switch
          label={t.showOnline}
          hint={t.showOnlineHint}
          on={(profile?.presence ?? "shared") !== "nobody"}
          disabled={!profile}
          onChange={(on) => change({ presence: on ? "shared" : "nobody" })}
        />
        <Chooser
          label={t.strangers}
          hint={t.strangersHint}
          value={profile?.strangers ?? "all"}
          options={WAYS.map((way) => [way, t.strangerWays[way]] as const)}
          disabled={!profile}
          onChoose={(strangers) => change({ strangers })}
        />
        <BlockedRows />
      </div>
      {error && <ErrorLine text={error} />}
      <DevicesCard />
      <h2>{t.account}</h2>
      <div class="card">
        {!profile?.guest && <PasswordRow />}
        <DeleteAccountRow />
      </div>
    </>
  );
}
