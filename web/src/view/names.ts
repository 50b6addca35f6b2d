import type { User } from "../protocol/frames.ts";
import { isSaved } from "../state/selectors.ts";
import type { Conversation, State } from "../state/model.ts";
import { t } from "../strings/table.ts";

/** Controls that turn text around or hide in it have no place in a name. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const MANY_MARKS = /(\p{M}{4})\p{M}+/gu;

export function clean(name: string): string {
  return name.replace(HIDDEN, "").replace(MANY_MARKS, "$1").trim();
}

export function nameOf(user: User | undefined): string {
  return (user && (clean(user.name ?? "") || user.username)) || t.deletedAccount;
}

/** A name inside a sentence: kept apart, so that its direction doesn't turn the sentence around. */
export function inSentence(name: string): string {
  return `\u2068${name}\u2069`;
}

/** "@carol", kept apart so that the sign stays before the name also from right to left. */
export function handleOf({ username }: Pick<User, "username">): string {
  return inSentence(`@${username}`);
}

export function titleOf(state: Pick<State, "users" | "me">, conversation: Conversation): string {
  if (isSaved(conversation, state.me?.id)) return t.savedNotes;
  if (conversation.kind === "direct") return nameOf(state.users.get(conversation.peer!));
  return clean(conversation.title) || t.newGroup;
}

/** Which of the eight inks: FNV-1a 32 of the id. */
export function inkOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash % 8;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const ONE_IS_ENOUGH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}]/u;

/**
 * First grapheme of the first and the last word; one for Han, kana, hangul and one-word names, and for
 * Arabic, where two would join into a word of their own.
 */
export function initialsOf(name: string, most = 2): string {
  const words = name
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ""))
    .filter((word) => word !== "");
  const first = firstGrapheme(words[0]);
  if (!first) return "?";
  if (most === 1 || words.length === 1 || ONE_IS_ENOUGH.test(first)) return first;
  return first + firstGrapheme(words.at(-1));
}

function firstGrapheme(word: string | undefined): string {
  if (!word) return "";
  return [...graphemes.segment(word)][0]!.segment.toLocaleUpperCase();
}
