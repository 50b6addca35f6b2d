import { t } from "../strings/table.ts";

const YEAR_MS = 365 * 86_400_000;

interface MomentProps {
  /** As the browser's field has it: "2026-11-29T18:00", by the clock of this place. */
  value: string;
  onInput: (value: string) => void;
}

/** A field for a day and time to come, a year ahead at most. */
export function Moment({ value, onInput }: MomentProps) {
  return (
    <label class="field">
      <span>{t.dayAndTime}</span>
      <div class="input">
        <input
          type="datetime-local"
          value={value}
          min={localOf(new Date())}
          max={localOf(new Date(Date.now() + YEAR_MS))}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
    </label>
  );
}

/** What the field says as a time, or what is wrong with it. */
export function momentIn(value: string, now = Date.now()): { at: string } | { wrong: string } {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) return { wrong: t.errors.required };
  if (ms <= now) return { wrong: t.timeIsOver };
  if (ms > now + YEAR_MS) return { wrong: t.timeTooFar };
  return { at: new Date(ms).toISOString() };
}

/** A time as the field has it. */
export function localOf(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
