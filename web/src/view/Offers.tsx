import type { ComponentChildren } from "preact";

interface OffersProps<T> {
  id: string;
  label: string;
  offered: readonly T[];
  active: number;
  keyOf: (one: T) => string;
  onChoose: (one: T) => void;
  children: (one: T) => ComponentChildren;
}

/** A list above the field of what a word may mean. The field keeps the focus; Enter takes the marked one. */
export function Offers<T>({ id, label, offered, active, keyOf, onChoose, children }: OffersProps<T>) {
  return (
    <ul class="offers" role="listbox" id={id} aria-label={label}>
      {offered.map((one, at) => (
        <li
          key={keyOf(one)}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
        >
          {children(one)}
        </li>
      ))}
    </ul>
  );
}
