import { Refusal, Unreachable } from "../protocol/refusal.ts";
import { t } from "../strings/table.ts";

/** What went wrong, in words for people. */
export function sentenceFor(failure: unknown): string {
  if (failure instanceof Unreachable) return t.errors.unreachable;
  if (!(failure instanceof Refusal)) return t.errors.unknown;
  return sentenceForCode(failure.code) ?? failure.message;
}

export function sentenceForCode(code: string): string | undefined {
  return (t.errors as Record<string, string>)[code];
}

/** What was asked for isn't there, or isn't this person's to know. */
export function isGone(failure: unknown): boolean {
  return failure instanceof Refusal && failure.code === "not_found";
}
