import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { save } from "./download.ts";
import { ErrorLine } from "./Field.tsx";
import { inMegabytes, useStored } from "./stored.ts";
import { useDoing } from "./useDoing.ts";

/** What this device and the server keep of one. */
export function DataPage() {
  return (
    <>
      <Kept />
      <Exported />
    </>
  );
}

/** All of it, to take along. */
function Exported() {
  const account = useAccount();
  const { error, busy, doing } = useDoing();
  const take = async () => {
    if (busy) return;
    const file = await doing(account.exported());
    if (file) save(file, `parley-${new Date().toISOString().slice(0, 10)}.zip`);
  };
  return (
    <div class="card">
      <div class="setting stacked">
        {t.exportData}
        <p class="note">{t.exportDataHint}</p>
        {error && <ErrorLine text={error} />}
        <div class="row-actions">
          <button type="button" class="button" aria-disabled={busy} onClick={() => void take()}>
            {busy ? t.exporting : t.exportNow}
          </button>
        </div>
      </div>
    </div>
  );
}

/** What this device keeps, so that Parley opens at once and without a network. */
function Kept() {
  const bytes = useStored();
  return (
    <div class="card">
      <div class="setting">
        <div>
          {t.keptHere}
          <p class="note">{t.keptHereHint}</p>
        </div>
        {bytes !== undefined && <span class="value">{inMegabytes(bytes)}</span>}
      </div>
    </div>
  );
}
