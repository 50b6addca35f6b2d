import type { Deed } from "../state/deeds.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { sentenceForCode } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { excerpt } from "./richText.ts";

/** A change of a message that the server refused: what it was, why, and what to do. */
export function RefusedDeed({ deed }: { deed: Deed }) {
  const messenger = useMessenger();
  const { code, message } = deed.refused!;
  const what = deed.type === "edit" ? t.refused.edit(excerpt(deed.text)) : t.refused[deed.type];
  const why = deed.type === "vote" && code === "closed" ? t.pollIsClosed : (sentenceForCode(code) ?? message);
  return (
    <div class="refusal" role="alert">
      <ErrorLine text={`${what} ${why}`} />
      <button type="button" class="button text" onClick={() => void messenger.retryChange(deed.key)}>
        {t.retry}
      </button>
      <button type="button" class="button text destructive" onClick={() => void messenger.discardChange(deed.key)}>
        {t.discard}
      </button>
    </div>
  );
}
