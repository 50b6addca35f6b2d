/* What this device remembers about how Parley looks. Kept in localStorage: it is read before the first paint. */

export type Theme = "system" | "light" | "dark";
export type Language = "system" | "en" | "pt";

const THEME = "parley.theme";
const LANGUAGE = "parley.language";
const DETAILS = "parley.details";

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

export function applyPreferences(): void {
  const root = document.documentElement;
  const chosen = theme();
  if (chosen === "system") delete root.dataset.theme;
  else root.dataset.theme = chosen;
  root.lang = spoken();
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
