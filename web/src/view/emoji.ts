import { spoken } from "./preferences.ts";
import { folded } from "./search.ts";

/** An emoji, what it is called, and the words it is found by. */
export interface Emoji {
  emoji: string;
  name: string;
  words: string;
  /** It can take a skin tone. */
  toned: boolean;
}

export const GROUP_ICONS = ["smile", "users", "leaf", "utensils", "plane", "bike", "lightbulb", "hash", "flag"];

const TONES = ["", "\u{1f3fb}", "\u{1f3fc}", "\u{1f3fd}", "\u{1f3fe}", "\u{1f3ff}"];
const RECENT = "parley.emoji";
const TONE = "parley.tone";
const KEPT = 16;

const loaded = new Map<string, Promise<Emoji[][]>>();

/** All emoji by group, in the language spoken; fetched once, when they are wanted first. */
export function emojiGroups(): Promise<Emoji[][]> {
  const language = spoken();
  let groups = loaded.get(language);
  if (!groups) {
    groups = fetched(language);
    groups.catch(() => loaded.delete(language)); // the next one tries again
    loaded.set(language, groups);
  }
  return groups;
}

async function fetched(language: string): Promise<Emoji[][]> {
  const path = document.getElementById("app")!.getAttribute(`data-emoji-${language}`)!;
  const module = (await import(new URL(path, document.baseURI).href)) as { default: string[][] };
  return module.default.map((group) => group.map(read));
}

export function read(line: string): Emoji {
  const [emoji = "", toned, name = "", words = ""] = line.split("|");
  return { emoji, toned: toned === "+", name, words };
}

/** Those whose name or words begin so; names first. */
export function findEmoji(groups: Emoji[][], query: string, most: number): Emoji[] {
  const wanted = folded(query.trim()).split(/[\s_]+/);
  const scored: { one: Emoji; score: number }[] = [];
  for (const one of groups.flat()) {
    const score = Math.min(...wanted.map((word) => scoreOf(one, word)));
    if (score > 0) scored.push({ one, score });
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ one }) => one);
}

/** A whole word of the name counts most, then the begin of one, then what else it is found by. */
function scoreOf({ name, words }: Emoji, word: string): number {
  const called = ` ${folded(name)} `;
  const also = ` ${folded(words)} `;
  if (called === ` ${word} `) return 6;
  if (called.includes(` ${word} `)) return 5;
  if (also.includes(` ${word} `)) return 3;
  if (called.startsWith(` ${word}`)) return 4;
  if (called.includes(` ${word}`)) return 2;
  return also.includes(` ${word}`) ? 1 : 0;
}

export function withTone({ emoji, toned }: Emoji, tone: number): string {
  if (!toned || tone === 0) return emoji;
  const [first, ...rest] = [...emoji];
  return first! + TONES[tone]! + rest.join("").replace(/^\ufe0f/, "");
}

/** The skin tone that was chosen last: 0, none, to 5. */
export function chosenTone(): number {
  const tone = Number(kept(TONE));
  return tone >= 1 && tone <= 5 ? tone : 0;
}

export function chooseTone(tone: number): void {
  keep(TONE, String(tone));
}

export function recentEmoji(): string[] {
  return (kept(RECENT) ?? "").split(" ").filter(Boolean).slice(0, KEPT);
}

export function usedEmoji(emoji: string): void {
  keep(RECENT, [emoji, ...recentEmoji().filter((one) => one !== emoji)].slice(0, KEPT).join(" "));
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // it is forgotten when the page is left
  }
}
