import type { Id, User } from "../protocol/frames.ts";
import { folded } from "./search.ts";

/* Naming people in a message: `@username`, or `@all` for everyone in the conversation. */

export const ALL = "@all";
const NAMED = /(?<![\p{L}\p{N}_@])@([a-z0-9_.]{3,32})/giu;

/** Where a message names someone: the text cut there, what stands at odd places is a name as written. */
export function cutAtNames(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(NAMED)) {
    const name = match[0].replace(/\.+$/, ""); // a full stop after it belongs to the sentence
    parts.push(text.slice(from, match.index), name);
    from = match.index + name.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Whom of these people a text names: what goes with it as `mentions`. */
export function namedIn(text: string, people: readonly Pick<User, "id" | "username">[]): string[] {
  const named = new Set<string>();
  cutAtNames(text).forEach((part, at) => {
    if (at % 2 === 0) return;
    const name = part.slice(1).toLowerCase();
    if (name === "all") named.add(ALL);
    const person = people.find(({ username }) => username === name);
    if (person) named.add(person.id);
  });
  return [...named];
}

/** People whose username, or a word of whose name, begins with what was typed after `@`. */
export function offeredFor<T extends Pick<User, "id" | "username" | "name">>(typed: string, people: readonly T[], most: number): T[] {
  const wanted = folded(typed);
  const begins = ({ username, name }: T) =>
    username.startsWith(wanted) ||
    folded(name ?? "")
      .split(/\s+/)
      .some((word) => word.startsWith(wanted));
  return people.filter(begins).slice(0, most);
}

/** What names mean in one message: who is named, by what is written; true if that is the reader. */
export function namesOf(
  mentions: readonly string[] | undefined,
  users: ReadonlyMap<Id, User>,
  me: Id | undefined,
): ReadonlyMap<string, boolean> | undefined {
  if (!mentions || mentions.length === 0) return undefined;
  const names = new Map<string, boolean>();
  for (const id of mentions) {
    if (id === ALL) names.set(ALL, true);
    const username = users.get(id)?.username;
    if (username !== undefined) names.set(`@${username}`, id === me);
  }
  return names;
}
