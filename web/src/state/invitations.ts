import type { Id, Time } from "../protocol/frames.ts";
import { callRest } from "../protocol/rest.ts";

/** A code by which whoever holds it becomes a member. */
export interface Invitation {
  code: string;
  by: Id;
  at: Time;
  expiresAt?: Time | null;
  /** How many people it lets in; any number if it isn't there. */
  uses?: number;
  used: number;
}

/** Where an invitation leads, for who holds it. */
export interface InvitationPreview {
  kind: "group" | "channel";
  title: string;
  description?: string | null;
  members: number;
}

/** Needs no account. Throws a Refusal `not_found` for a code that isn't good any more. */
export function previewOf(code: string): Promise<InvitationPreview> {
  return callRest("GET", `v1/invitations/${encodeURIComponent(code)}`);
}
