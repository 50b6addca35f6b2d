import type { Durable, Id, SeqRange, Time, User } from "./frames.ts";

export type ContactState = "requested" | "asked" | "accepted" | "removed";

/* Durable events of the account conversation: each sets a state, so twice is harmless. */

export interface ContactFrame extends Durable {
  type: "contact";
  user: Id | User;
  state: ContactState;
}

export interface BlockFrame extends Durable {
  type: "block";
  user: Id | User;
  on: boolean;
}

export interface SettingsFrame extends Durable {
  type: "settings";
  of: Id;
  muted?: boolean;
  pinned?: boolean;
  archived?: boolean;
  /** What was said to a stranger. */
  request?: "accepted" | "rejected";
}

/** Someone asks to be let in, or was answered: told to them, and to those who may let them in. */
export interface JoinRequestFrame extends Durable {
  type: "joinRequest";
  of: Id;
  user: Id;
  state: "asked" | "accepted" | "rejected";
}

export interface HideFrame extends Durable {
  type: "hide";
  of: Id;
  targets: SeqRange[];
}

/** What becomes of a message that one had scheduled. */
export interface ScheduledFrame extends Durable {
  type: "scheduled";
  of: Id;
  key: string;
  state: "waiting" | "sent" | "failed" | "cancelled";
  /** Why it failed. */
  code?: string;
  sendAt?: Time;
}

/** What one has written and not sent, on whatever device; without `text` nothing. */
export interface DraftFrame extends Durable {
  type: "draft";
  of: Id;
  text?: string;
  replyTo?: number;
  thread?: number;
}

/** A draft as a head and the answer to a change of it tell it. */
export interface ToldDraft {
  text?: string;
  replyTo?: number | null;
  thread?: number | null;
  at: Time;
}

export type AccountFrame = ContactFrame | BlockFrame | SettingsFrame | HideFrame | ScheduledFrame | DraftFrame | JoinRequestFrame;
