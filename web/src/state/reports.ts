import type { Id } from "../protocol/frames.ts";

export const reasons = ["spam", "harassment", "violence", "illegal", "impersonation", "other"] as const;
export type Reason = (typeof reasons)[number];

/** Of a report's text, in characters. */
export const REPORT_TEXT = 2_000;

/** What is told to the operator: of someone, of a conversation, or of messages in it. */
export interface Report {
  conversation?: Id;
  /** Up to 100; the server keeps a copy of them. */
  seqs?: number[];
  user?: Id;
  reason: Reason;
  text?: string;
}
