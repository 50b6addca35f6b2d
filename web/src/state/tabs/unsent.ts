import type { Id } from "../../protocol/frames.ts";
import { done, type NewDeed } from "../deeds.ts";
import type { State } from "../model.ts";
import { written, type NewMessage } from "../outbox.ts";

const PREFIX = "parley.unsent.";

/** A message, or a change of one: only that has a type. */
export type Written = NewMessage | NewDeed;

export function isDeed(entry: Written): entry is NewDeed {
  return "type" in entry;
}

/** The state with something that somebody wrote in it. */
export function withWritten(state: State, entry: Written): State {
  return isDeed(entry) ? done(state, entry) : written(state, entry);
}

/**
 * What was written in this tab and isn't kept by the engine yet, which is a matter of milliseconds.
 * A copy in localStorage, where writing is done when it returns, outlives a tab that is closed meanwhile.
 */
export class Unsent {
  entries: Written[] = [];

  add(entry: Written, me: Id): void {
    this.entries = [...this.entries, entry];
    try {
      localStorage.setItem(PREFIX + entry.key, JSON.stringify({ me, entry }));
    } catch {
      // full or switched off: the outbox itself has it in a moment
    }
  }

  remove(key: string): void {
    this.entries = this.entries.filter((entry) => entry.key !== key);
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // it wasn't kept either
    }
  }

  /** What other tabs left, oldest first; from now on it is this tab's. */
  leftBehind(me: Id): Written[] {
    const mine = new Set(this.entries.map((entry) => entry.key));
    const left = keysKept()
      .filter((key) => !mine.has(key.slice(PREFIX.length)))
      .map(read)
      .filter((kept) => kept?.me === me)
      .map((kept) => kept!.entry)
      .sort((a, b) => a.at.localeCompare(b.at));
    this.entries = [...this.entries, ...left];
    return left;
  }

  /** Nobody is signed in any more. */
  clear(): void {
    this.entries = [];
    for (const key of keysKept()) localStorage.removeItem(key);
  }
}

function keysKept(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(key: string): { me: Id; entry: Written } | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as { me: Id; entry: Written } | undefined;
  } catch {
    return undefined;
  }
}
