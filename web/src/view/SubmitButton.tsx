import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";

interface SubmitButtonProps {
  label: string;
  busy: boolean;
  waitS?: number;
  large?: boolean;
}

/**
 * The one primary button of a form: a spinner while it sends, a countdown while it must wait. It keeps the
 * focus meanwhile, and the form takes nothing.
 */
export function SubmitButton({ label, busy, waitS = 0, large = false }: SubmitButtonProps) {
  return (
    <button class={`button primary ${large ? "large" : ""}`} aria-disabled={busy || waitS > 0}>
      {busy && <Icon name="loader-circle" class="spinner" />}
      {waitS > 0 ? t.retryIn(waitS) : label}
    </button>
  );
}
