import { t } from "../strings/table.ts";

const DAY_MS = 86_400_000;

/** Making one takes longer than drawing a message, so each is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  const name = `${t.locale} ${Object.entries(options).join(" ")}`;
  let made = formats.get(name);
  if (!made) formats.set(name, (made = new Intl.DateTimeFormat(t.locale, options)));
  return made.format(date);
}

/** Makes the formats that a first place needs, while it is waited for what is to stand there: that takes longer than drawing it. */
export function makeFormats(): void {
  const now = new Date().toISOString();
  clock(now);
  fullTime(now);
}

/** "10:43" */
export function clock(at: string): string {
  return format(new Date(at), { hour: "2-digit", minute: "2-digit" });
}

export function dayOf(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function daysAgo(date: Date): number {
  const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
  return Math.round((midnight(new Date()) - midnight(date)) / DAY_MS);
}

/** The list's time: today 10:43, Yesterday, Mon, 18 Oct, 18 Oct 2025. */
export function shortTime(at: string): string {
  const date = new Date(at);
  const ago = daysAgo(date);
  if (ago <= 0) return clock(at);
  if (ago === 1) return t.yesterday;
  if (ago < 7) return format(date, { weekday: "short" });
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return format(date, { day: "numeric", month: "short", ...year });
}

/** "today at 18:00", "Tue 18 Oct, 18:00": a time to come, or one that has just been. */
export function shortMoment(at: string): string {
  const date = new Date(at);
  if (daysAgo(date) === 0) return t.todayAt(clock(at));
  if (daysAgo(date) === -1) return t.tomorrowAt(clock(at));
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return format(date, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", ...year });
}

/** The day chip: Today, Yesterday, "Saturday, 18 October". */
export function dayName(at: string): string {
  const date = new Date(at);
  const ago = daysAgo(date);
  if (ago <= 0) return t.today;
  if (ago === 1) return t.yesterday;
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return format(date, { weekday: "long", day: "numeric", month: "long", ...year });
}

const SPANS = [
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "12 minutes ago", "3 November": how long somewhere was left alone. */
export function agoOf(at: string): string {
  const past = Date.now() - Date.parse(at);
  if (past >= 7 * DAY_MS) return format(new Date(at), { day: "numeric", month: "long" });
  const [unit, ms] = SPANS.find(([, span]) => past >= span) ?? (["minute", 60_000] as const);
  return new Intl.RelativeTimeFormat(t.locale, { numeric: "auto" }).format(-Math.floor(past / ms), unit);
}

/** "3 Nov 2026, 10:43" */
export function dateAndTime(at: string): string {
  return format(new Date(at), { dateStyle: "medium", timeStyle: "short" });
}

export function fullTime(at: string): string {
  return format(new Date(at), { dateStyle: "full", timeStyle: "medium" });
}

const UNITS = [
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** "1 h", "45 s": what is left until then, by its largest unit, rounded up. */
export function leftUntil(until: string): string {
  return spanOf(Math.max(0, Date.parse(until) - Date.now()));
}

export function spanOf(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms >= one) ?? UNITS[3];
  const style = { style: "unit", unit, unitDisplay: "narrow" } as const;
  return new Intl.NumberFormat(t.locale, style).format(Math.ceil(ms / size));
}
