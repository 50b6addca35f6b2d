/** Text as it is compared: small letters without their accents. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

/** Every word of the query begins, or is inside, a word of the text; `@` before a name is not needed. */
export function matchesAll(query: string, text: string): boolean {
  const within = folded(text);
  return folded(query)
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** The text cut where the first word of the query stands in it: what stands at odd places was found. */
export function marked(text: string, query: string): string[] {
  const word = folded(query).split(/\s+/)[0] ?? "";
  if (word === "" || folded(text).length !== text.length) return [text]; // the places wouldn't be the same
  const at = folded(text).indexOf(word);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at, at + word.length), text.slice(at + word.length)];
}
