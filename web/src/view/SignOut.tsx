import { useEffect, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useAccount, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";

/** Signs this device out; asks only if messages would be lost by it. */
export function SignOut({ onClose }: { onClose: () => void }) {
  const account = useAccount();
  const waiting = useParley((state) => state.outbox.length);
  const [asking] = useState(waiting > 0);
  const [error, setError] = useState<string>();
  const leave = () => account.logout().catch((failure: unknown) => setError(sentenceFor(failure)));
  useEffect(() => {
    if (!asking) void leave();
  }, []);
  if (!asking && !error) return null;
  return (
    <Dialog title={t.signOut} onClose={onClose}>
      <div class="body">
        {asking && <p>{t.waitingToSend}</p>}
        {error && <ErrorLine text={error} />}
      </div>
      <footer>
        <button class="button" onClick={onClose}>
          {t.cancel}
        </button>
        <button class="button danger" onClick={() => void leave()}>
          {t.signOut}
        </button>
      </footer>
    </Dialog>
  );
}
