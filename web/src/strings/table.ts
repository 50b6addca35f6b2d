import { en, type Strings } from "./en.ts";

export type { Strings } from "./en.ts";

/** English is there from the start; the other tables are fetched when they are spoken first. */
const tables: Record<"en" | "pt", () => Promise<Strings>> = {
  en: () => Promise.resolve(en),
  pt: async () => (await import("./pt.ts")).pt,
};

/** The strings in use. Read where something is drawn, so that a change of language redraws them. */
export let t: Strings = en;

/** Changes the language; it stays as it was if the table can't be fetched. */
export async function speak(language: keyof typeof tables): Promise<void> {
  t = await tables[language]().catch(() => t);
}
