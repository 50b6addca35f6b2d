import { useState } from "preact/hooks";
import { sentenceFor } from "./failure.ts";

/** Does things of which each may fail; keeps why the last one did, in words. */
export function useDoing() {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const doing = async <T>(work: Promise<T>): Promise<T | undefined> => {
    setError(undefined);
    setBusy(true);
    try {
      return await work;
    } catch (failure) {
      setError(sentenceFor(failure));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { error, setError, busy, doing };
}
