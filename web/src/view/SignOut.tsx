import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useAccount, useParley } from "./context.ts";
import { sentenceFor } from "./failure.ts";
import { Question } from "./Question.tsx";

/** Signs this device out, or all of them; says what would be lost by it. */
export function SignOut({ onClose }: { onClose: () => void }) {
  const account = useAccount();
  const own = useParley((state) => state.device);
  const waiting = useParley((state) => state.outbox.length);
  const [error, setError] = useState<string>();
  const failed = (failure: unknown) => setError(sentenceFor(failure));
  const here = () => account.logout().catch(failed);
  const everywhere = async () => {
    const devices = await account.devices();
    const others = devices.filter((device) => !(device.current ?? device.id === own));
    await Promise.all(others.map((device) => account.signOutDevice(device.id)));
    await account.logout();
  };
  return (
    <Question title={t.signOutAsk} hint={waiting > 0 ? t.waitingToSend : undefined} error={error} onClose={onClose}>
      <button type="button" class="button danger" onClick={() => void here()}>
        {t.signOut}
      </button>
      <button type="button" class="button" onClick={() => void everywhere().catch(failed)}>
        {t.signOutEverywhere}
      </button>
    </Question>
  );
}
