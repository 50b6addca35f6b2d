import { en, type Strings } from "./en.ts";
import { pt } from "./pt.ts";

export type { Strings } from "./en.ts";

const tables = { en, pt };

/** The strings in use. Read where something is drawn, so that a change of language redraws them. */
export let t: Strings = en;

export function speak(language: keyof typeof tables): void {
  t = tables[language];
}
