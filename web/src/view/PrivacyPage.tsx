import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { DevicesCard } from "./DevicesCard.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";

/** Who sees what of me, and where I am signed in. */
export function PrivacyPage() {
  const account = useAccount();
  const [profile, setProfile] = useState<{ receipts?: boolean; presence?: string }>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    account.profile().then(setProfile, (failure: unknown) => setError(sentenceFor(failure)));
  }, []);

  /** Shown at once; a change that failed goes back and says so. */
  const change = (next: { receipts?: boolean; presence?: string }) => {
    const before = profile;
    setError(undefined);
    setProfile({ ...profile, ...next });
    account.changeProfile(next).catch((failure: unknown) => {
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
      </div>
      {error && <ErrorLine text={error} />}
      <DevicesCard />
    </>
  );
}

interface SwitchProps {
  label: string;
  hint: string;
  on: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}

function Switch({ label, hint, on, disabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="setting">
      <div>
        <span id={id}>{label}</span>
        <p class="note" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
      <button
        class="switch"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={`${id}-hint`}
        disabled={disabled}
        onClick={() => onChange(!on)}
      />
    </div>
  );
}
