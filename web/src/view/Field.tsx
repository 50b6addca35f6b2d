import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";

interface FieldProps {
  label: string;
  name: string;
  type?: "text" | "password";
  autocomplete?: string;
  hint?: string;
  error?: string;
  value?: string;
  autofocus?: boolean;
  maxLength?: number;
  onInput?: (value: string) => void;
  onBlur?: (value: string) => void;
  children?: ComponentChildren;
}

/** A labelled field with its hint or its error tied to it. A password can be looked at. What is typed stays while the form is drawn anew, until it is told another value. */
export function Field({
  label,
  name,
  type = "text",
  hint,
  error,
  value,
  children,
  onInput,
  onBlur,
  ...rest
}: FieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<{ over: string | undefined; text: string } | null>(null);
  const [shown, setShown] = useState(false);
  const said = error ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={`input ${error ? "wrong" : ""}`}>
        <input
          id={id}
          name={name}
          type={type === "password" && !shown ? "password" : "text"}
          autocapitalize="none"
          spellcheck={false}
          dir="auto"
          aria-invalid={error ? "true" : undefined}
          aria-describedby={said ? `${id}-said` : undefined}
          value={typed && typed.over === value ? typed.text : value}
          onInput={(event) => {
            const text = event.currentTarget.value;
            if (value !== undefined) setTyped({ over: value, text });
            onInput?.(text);
          }}
          onBlur={(event) => onBlur?.(event.currentTarget.value)}
          {...rest}
        />
        {type === "password" && (
          <button
            type="button"
            class="icon-button"
            aria-label={shown ? t.hidePassword : t.showPassword}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? "eye-off" : "eye"} />
          </button>
        )}
      </div>
      {children}
      {error && <ErrorLine id={`${id}-said`} text={error} />}
      {!error && hint && (
        <p class="hint" id={`${id}-said`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function ErrorLine({ id, text }: { id?: string; text: string }) {
  return (
    <p class="error" id={id} role="alert">
      <Icon name="circle-alert" />
      <span>{text}</span>
    </p>
  );
}
