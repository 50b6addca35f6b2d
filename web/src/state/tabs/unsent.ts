import type { Id } from "../../protocol/frames.ts";
import type { NewMessage } from "../outbox.ts";

const PREFIX = "parley.unsent.";

/**
 * What was written in this tab and isn't in the engine's outbox yet, which is a matter of milliseconds.
 * A copy in localStorage, where writing is done when it returns, outlives a tab that is closed meanwhile.
 */
export class Unsent {
  entries: NewMessage[] = [];

  add(entry: NewMessage, me: Id): void {
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
  leftBehind(me: Id): NewMessage[] {
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

function read(key: string): { me: Id; entry: NewMessage } | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as { me: Id; entry: NewMessage } | undefined;
  } catch {
    return undefined;
  }
}
