import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

interface EmptyProps {
  icon: string;
  title: string;
  hint?: string;
  failed?: boolean;
  children?: ComponentChildren;
}

/** A place with nothing in it, or where something failed: what, why, and the one thing to do. */
export function Empty({ icon, title, hint, failed, children }: EmptyProps) {
  return (
    <div class={`empty ${failed ? "failed" : ""}`} role={failed ? "alert" : undefined}>
      <div class="disc">
        <Icon name={icon} />
      </div>
      <h2 dir="auto">{title}</h2>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}
