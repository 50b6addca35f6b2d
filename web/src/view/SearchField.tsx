import { useEffect, useRef } from "preact/hooks";
import { t } from "../strings/table.ts";
import { touch } from "./focus.ts";
import { Icon } from "./Icon.tsx";

interface SearchFieldProps {
  value: string;
  onInput: (value: string) => void;
  placeholder: string;
  /** Ctrl+K, or ⌘K, comes here from anywhere. */
  shortcut?: boolean;
  autofocus?: boolean;
}

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Down goes to the first that was found, Enter opens it. */
function firstFound(event: KeyboardEvent): void {
  const pane = (event.currentTarget as HTMLElement).closest(".pane, dialog");
  const first = [...(pane?.querySelectorAll<HTMLElement>(".scroll a.row, .scroll button.row") ?? [])].at(0);
  if (!first || (event.currentTarget as HTMLInputElement).value === "") return;
  event.preventDefault();
  if (event.key === "Enter") first.click();
  else first.focus();
}

/** How a search field looks before there is anything to search in. */
export function SearchShape({ label, shortcut }: { label: string; shortcut?: boolean }) {
  return (
    <span class="search-field">
      <Icon name="search" />
      <span>{label}</span>
      {shortcut && <Shortcut />}
    </span>
  );
}

function Shortcut() {
  return <kbd aria-hidden="true">{MAC ? "⌘ K" : "Ctrl K"}</kbd>;
}

export function SearchField({ value, onInput, placeholder, shortcut, autofocus }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autofocus && !touch.matches) input.current?.focus();
    if (!shortcut) return;
    const jump = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", jump);
    return () => removeEventListener("keydown", jump);
  }, [shortcut, autofocus]);
  return (
    <label class="search-field">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        dir="auto"
        value={value}
        placeholder={placeholder}
        aria-label={placeholder}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "Enter") return void firstFound(event);
          if (event.key !== "Escape" || value === "") return;
          event.stopPropagation();
          event.preventDefault();
          onInput("");
        }}
      />
      {shortcut && value === "" && <Shortcut />}
      {value !== "" && (
        <button type="button" aria-label={t.close} onClick={() => onInput("")}>
          <Icon name="x" />
        </button>
      )}
    </label>
  );
}
