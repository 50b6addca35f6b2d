/* What this device remembers about how Parley looks. Kept in localStorage: it is read before the first paint. */

export type Theme = "system" | "light" | "dark";
export type Language = "system" | "en" | "pt";

const THEME = "parley.theme";
const LANGUAGE = "parley.language";
const DETAILS = "parley.details";
const ENTER = "parley.enter";
const LIST = "parley.list";

/** The list's width on a desk, in px. */
export const LIST_WIDTH = { least: 280, usual: 320, most: 420 };

export function theme(): Theme {
  const stored = read(THEME);
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function chooseTheme(choice: Theme): void {
  write(THEME, choice);
  applyPreferences();
}

export function language(): Language {
  const stored = read(LANGUAGE);
  return stored === "en" || stored === "pt" ? stored : "system";
}

export function chooseLanguage(choice: Language): void {
  write(LANGUAGE, choice);
  applyPreferences();
}

/** The language of the page: what was chosen, else the browser's first that there is a table for. */
export function spoken(): "en" | "pt" {
  const choice = language();
  if (choice !== "system") return choice;
  for (const tag of navigator.languages ?? []) {
    if (tag.startsWith("pt")) return "pt";
    if (tag.startsWith("en")) return "en";
  }
  return "en";
}

/** On a wide desk the details pane stays as it was left. */
export function detailsOpen(): boolean {
  return read(DETAILS) !== "shut";
}

export function rememberDetails(open: boolean): void {
  write(DETAILS, open ? "open" : "shut");
}

/** Enter sends and Shift+Enter breaks the line, or the other way round. */
export function enterSends(): boolean {
  return read(ENTER) !== "breaks";
}

export function chooseEnter(sends: boolean): void {
  write(ENTER, sends ? "sends" : "breaks");
}

export function listWidth(): number {
  const px = Number(read(LIST));
  return px >= LIST_WIDTH.least && px <= LIST_WIDTH.most ? px : LIST_WIDTH.usual;
}

export function rememberListWidth(px: number): void {
  write(LIST, String(px));
}

/** Languages that read from right to left; for when there is a table of one. */
const RTL = new Set(["ar", "fa", "he", "ur"]);

export function directionOf(language: string): "ltr" | "rtl" {
  return RTL.has(language.split("-")[0]!.toLowerCase()) ? "rtl" : "ltr";
}

export function applyPreferences(): void {
  const root = document.documentElement;
  const chosen = theme();
  if (chosen === "system") delete root.dataset.theme;
  else root.dataset.theme = chosen;
  paintFrame(chosen);
  root.lang = spoken();
  root.dir = directionOf(spoken());
}

/** What the browser draws around the page has the colour of the chosen theme, and not of the system's. */
function paintFrame(chosen: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color][data-theme]")) {
    const own = meta.dataset.theme!;
    meta.setAttribute("media", chosen === "system" ? `(prefers-color-scheme: ${own})` : chosen === own ? "all" : "not all");
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off: the defaults hold
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice holds until the page is left
  }
}
