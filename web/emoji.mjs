// Writes src/emoji/<language>.json, the emoji of the picker with their names and what they are found by, from
// the emojibase-data package. Run by hand (`npm run emoji`) when a new Unicode brings new ones; the files are
// committed, so a build doesn't need the package, which is large.
import { readFile, writeFile } from "node:fs/promises";

/** Newer ones are boxes on many a machine. */
const NEWEST = 15.1;
/** The groups of Unicode by number; two of them are one in the picker, and "component" is none. */
const GROUPS = [[0], [1], [3], [4], [5], [6], [7], [8], [9]];
const TONES = ["\u{1f3fb}", "\u{1f3fc}", "\u{1f3fd}", "\u{1f3fe}", "\u{1f3ff}"];

const read = async (language) => JSON.parse(await readFile(`node_modules/emojibase-data/${language}/data.json`, "utf8"));

for (const language of ["en", "pt"]) {
  const all = (await read(language)).filter((one) => one.group !== undefined && one.version <= NEWEST);
  all.sort((a, b) => a.order - b.order);
  const groups = GROUPS.map((group) => all.filter((one) => group.includes(one.group)).map(line));
  await writeFile(`src/emoji/${language}.json`, `${JSON.stringify(groups, null, 0).replaceAll('","', '",\n"')}\n`);
}

/** The emoji, a + if it takes a skin tone, its name, and the words it is found by. */
function line({ emoji, label, tags = [], skins }) {
  const words = tags.filter((tag) => !label.includes(tag)).slice(0, 8);
  return [emoji, toned(emoji, skins) ? "+" : "", label, words.join(" ")].join("|");
}

/** Whether its variants are what comes of putting the tone behind the first character. */
function toned(emoji, skins = []) {
  return TONES.every((tone, at) => skins.some((skin) => skin.tone === at + 1 && skin.emoji === withTone(emoji, tone)));
}

function withTone(emoji, tone) {
  const [first, ...rest] = [...emoji];
  return first + tone + rest.join("").replace(/^\ufe0f/, "");
}
