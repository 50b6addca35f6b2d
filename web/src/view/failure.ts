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
