import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

interface PickFieldProps {
  query: string;
  onQuery: (query: string) => void;
  label: string;
  placeholder: string;
  onKey: (event: KeyboardEvent) => void;
  /** What was picked, as chips. */
  children: ComponentChildren;
}

/** What was picked, and a field to find more. */
export function PickField({ query, onQuery, label, placeholder, onKey, children }: PickFieldProps) {
  return (
    <div class="picked" onClick={(event) => event.currentTarget.querySelector("input")!.focus()}>
      {children}
      <input
        type="search"
        dir="auto"
        value={query}
        placeholder={placeholder}
        aria-label={label}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKey}
      />
    </div>
  );
}

interface PickRowProps {
  picked: boolean;
  onToggle: () => void;
  children: ComponentChildren;
}

/** One that can be picked, with its check. */
export function PickRow({ picked, onToggle, children }: PickRowProps) {
  return (
    <li>
      <button type="button" class="row person pick" role="checkbox" aria-checked={picked} onClick={onToggle}>
        {children}
        <span class="check">{picked && <Icon name="check" />}</span>
      </button>
    </li>
  );
}
