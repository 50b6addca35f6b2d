import { useId } from "preact/hooks";

interface ChooserProps<T extends string | number> {
  label: string;
  hint?: string;
  value: T;
  options: readonly (readonly [T, string])[];
  /** Only told, not changed. */
  fixed?: boolean;
  disabled?: boolean;
  onChoose: (value: T) => void;
}

/** A setting that is one of a few, with what it means. */
export function Chooser<T extends string | number>({ label, hint, value, options, fixed, disabled, onChoose }: ChooserProps<T>) {
  const id = useId();
  return (
    <div class="setting">
      <div>
        {fixed ? <span>{label}</span> : <label for={id}>{label}</label>}
        {hint && (
          <p class="note" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      {fixed ? (
        <span class="value">{options.find(([one]) => one === value)?.[1]}</span>
      ) : (
        <select
          id={id}
          class="choose"
          value={String(value)}
          disabled={disabled}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChoose(options[event.currentTarget.selectedIndex]![0])}
        >
          {options.map(([one, name]) => (
            <option key={one} value={String(one)}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
