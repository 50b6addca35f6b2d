/*
 * What a message says, as a tree. It is built of plain strings and never of HTML, so there is nothing in
 * it that a browser could run; a link is one only if its address is http or https.
 */

export type Piece =
  | { kind: "text"; text: string }
  | { kind: "strong" | "em" | "strike"; pieces: Piece[] }
  | { kind: "code" | "block"; text: string }
  | { kind: "link"; text: string; href: string };

const MANY_MARKS = /(\p{M}{4})\p{M}+/gu;
const OVERRIDES = /[\u202d\u202e]/g;
const INVISIBLE = /([\u200b\u2060\ufeff\u00ad])[\u200b\u2060\ufeff\u00ad]+/g;
const INLINE =
  /`([^`\n]+)`|\*\*(?=\S)([^\n]+?)(?<=\S)\*\*|~~(?=\S)([^\n]+?)(?<=\S)~~|(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])|(https?:\/\/[^\s<>"'`\u202a-\u202e\u2066-\u2069]+)/giu;
const BLOCK = /```(?:[\w+-]*\n)?([\s\S]*?)```\n?/g;

/**
 * Text that can do nothing to its neighbours or its reader: piles of combining marks are cut to four a
 * character, floods of invisible characters to one, and what forces letters to run backwards is left out.
 */
export function tamed(text: string): string {
  return text.replace(MANY_MARKS, "$1").replace(OVERRIDES, "").replace(INVISIBLE, "$1");
}

export function parse(text: string, format = "markdown"): Piece[] {
  const whole = tamed(text);
  const pieces: Piece[] = [];
  let from = 0;
  if (format === "markdown") {
    for (const match of whole.matchAll(BLOCK)) {
      pieces.push(...inline(whole.slice(from, match.index), format));
      pieces.push({ kind: "block", text: match[1]!.replace(/\n$/, "") });
      from = match.index + match[0].length;
    }
  }
  pieces.push(...inline(whole.slice(from), format));
  return pieces;
}

function inline(text: string, format: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const piece = pieceOf(match, format);
    if (!piece) continue;
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push(...piece.pieces);
    from = match.index + piece.length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

function pieceOf(match: RegExpMatchArray, format: string): { pieces: Piece[]; length: number } | undefined {
  const [all, code, strong, strike, em, url] = match;
  if (url !== undefined) return linkOf(url);
  if (format !== "markdown") return undefined;
  if (code !== undefined) return { pieces: [{ kind: "code", text: code }], length: all.length };
  const kind = strong !== undefined ? "strong" : strike !== undefined ? "strike" : "em";
  return {
    pieces: [{ kind, pieces: inline((strong ?? strike ?? em)!, format) }],
    length: all.length,
  };
}

/** A full stop or a closing bracket after an address belongs to the sentence. */
function linkOf(found: string): { pieces: Piece[]; length: number } | undefined {
  let text = found.replace(/[.,;:!?…*_~]+$/u, "");
  while (/[)\]]$/.test(text) && unbalanced(text)) text = text.slice(0, -1);
  let href: URL;
  try {
    href = new URL(text);
  } catch {
    return undefined;
  }
  if (href.protocol !== "http:" && href.protocol !== "https:") return undefined;
  return { pieces: [{ kind: "link", text, href: href.href }], length: text.length };
}

function unbalanced(text: string): boolean {
  const count = (bracket: string) => text.split(bracket).length - 1;
  return text.endsWith(")") ? count(")") > count("(") : count("]") > count("[");
}

/** One line of a message for lists and quotes. */
export function excerpt(text: string): string {
  return tamed(text)
    .slice(0, 200)
    .replace(/```(?:[\w+-]*\n)?|\*\*|~~|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

const ONLY_EMOJI =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})(?:\ufe0f|\u200d\p{Extended_Pictographic}|\p{Emoji_Modifier})*\s?){1,3}$/u;

export function isOnlyEmoji(text: string): boolean {
  return text.length <= 40 && ONLY_EMOJI.test(text);
}

/** More than 24 lines, by what they would take in a bubble. */
export function isLong(text: string): boolean {
  return text.length > 1_800 || text.split("\n").length > 24;
}

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /\p{L}/u;

/** Whether the text reads the other way than the page: then time and tick take a line of their own. */
export function isTurned(text: string, pageIsRtl: boolean): boolean {
  const letter = text.match(LETTER)?.[0];
  return letter !== undefined && RTL.test(letter) !== pageIsRtl;
}
