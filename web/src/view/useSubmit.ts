import { useEffect, useRef, useState } from "preact/hooks";
import { Refusal } from "../protocol/refusal.ts";
import { sentenceFor } from "./failure.ts";

/** Sends a form once at a time; keeps why it failed, and counts down while the server says to wait. */
export function useSubmit(work: (fields: Record<string, string>) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ text: string; field?: string; code?: string }>();
  const [waitS, setWaitS] = useState(0);
  const alive = useRef(true);
  useEffect(() => () => void (alive.current = false), []);
  useEffect(() => {
    if (waitS <= 0) return;
    const timer = setTimeout(() => setWaitS(waitS - 1), 1_000);
    return () => clearTimeout(timer);
  }, [waitS]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || waitS > 0) return;
    const form = event.currentTarget as HTMLFormElement;
    setBusy(true);
    setFailure(undefined);
    try {
      await work(textsOf(form));
    } catch (error) {
      if (!alive.current) return;
      const refusal = error instanceof Refusal ? error : undefined;
      setFailure({ text: sentenceFor(error), field: refusal?.field, code: refusal?.code });
      if (refusal?.retryAfterMs) setWaitS(Math.ceil(refusal.retryAfterMs / 1_000));
      form.querySelector<HTMLInputElement>("input[name=password]")?.select();
    } finally {
      if (alive.current) setBusy(false);
    }
  };
  return { submit, busy, failure, waitS, setFailure };
}

function textsOf(form: HTMLFormElement): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") texts[name] = value;
  return texts;
}
