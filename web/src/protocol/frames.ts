/**
 * Every frame that the web client sends or understands, as PROTOCOL.md names them. This is the only
 * place where they are typed, and the compiler holds it to what the server writes (wire.ts); unknown
 * fields are ignored, unknown event types too.
 */

import type { AccountFrame, ToldDraft } from "./accountFrames.ts";

export type * from "./accountFrames.ts";
export type * from "./commands.ts";

export type Id = string;
/** RFC 3339, UTC, milliseconds. */
export type Time = string;
export type Role = "owner" | "admin" | "member" | "reader";
export type Kind = "direct" | "group" | "channel" | "account";

export interface User {
  id: Id;
  username: string;
  name: string;
  guest?: boolean;
  avatar?: string | null;
}

export interface Mark {
  user: Id;
  received: number;
  read: number;
}

/** What a conversation's owners set the lowest role for. */
export type Permission = "send" | "react" | "invite" | "pin" | "change" | "remove" | "mentionAll";
export type Permissions = Record<Permission, Role>;

/** What whoever joins may read: everything, or what is said from then on. */
export type History = "all" | "joined";
/** How someone becomes a member by themself. */
export type Join = "invite" | "request" | "open";

/** What a conversation's members see of how it is set. */
export interface ConversationRules {
  history?: History;
  join?: Join;
  /** Seconds between two messages of one member; 0: none. */
  slowS?: number;
  /** Seconds after which messages go; 0: they stay. */
  expiresInS?: number;
  permissions?: Permissions;
}

/** A conversation as `sync`, `head` and `GET /v1/conversations` tell it. */
export interface Head extends ConversationRules {
  id: Id;
  kind: Kind;
  title?: string | null;
  description?: string | null;
  peer?: User | null;
  lastSeq: number;
  lastRev: number;
  unread?: number;
  unreadMentions?: number;
  /** The first unread message that names this user. */
  firstMention?: number | null;
  received?: number;
  read?: number;
  visibleFrom?: number;
  members?: number;
  role?: Role;
  muted?: boolean;
  pinned?: boolean;
  archived?: boolean;
  /** A stranger's, who waits for this user's answer. */
  request?: boolean;
  updatedAt?: Time | null;
  receipts?: Mark[];
  /** What this user has written there and not sent. */
  draft?: ToldDraft | null;
  left?: boolean;
}

/** From one seq to another, both included. */
export interface SeqRange {
  low: number;
  high: number;
}

/** What was answered in the thread that a message begins. */
export interface ThreadReplies {
  count: number;
  lastSeq: number;
  lastAt: Time;
}

export interface Reaction {
  emoji: string;
  count: number;
  mine: boolean;
}

/** What a message asks, its text being the question, and how it stands where the message is folded. */
export interface Poll {
  options: string[];
  multiple?: boolean;
  anonymous?: boolean;
  closesAt?: Time | null;
  /** How many people chose each option. */
  counts?: number[];
  /** What the reader chose, by index, ascending. */
  mine?: number[];
  /** When it was closed by hand. */
  closedAt?: Time | null;
}

/* Durable events: in the conversation's log, under a dense rev. */

export interface Durable {
  conversation: Id;
  rev: number;
  from?: Id;
  at: Time;
}

/** A message, live or folded. A folded one carries its present state besides. */
export interface MessageFrame extends Durable {
  type: "message";
  seq: number;
  from: Id;
  text?: string;
  format?: string;
  replyTo?: number | null;
  thread?: number | null;
  mentions?: string[];
  forwardedFrom?: { user: Id; name: string; at: Time } | null;
  expiresAt?: Time | null;
  /** Sent by itself at a time set before: its sender may not have read what came before. */
  scheduled?: boolean;
  key?: string;
  users?: User[];
  gone?: "deleted" | "expired";
  editedAt?: Time | null;
  deletedAt?: Time | null;
  reactions?: Reaction[];
  pinned?: boolean;
  replies?: ThreadReplies;
  poll?: Poll;
}

export interface EditFrame extends Durable {
  type: "edit";
  target: number;
  text?: string;
  format?: string;
  gone?: "deleted" | "expired";
}

export interface DeleteFrame extends Durable {
  type: "delete";
  target?: number;
  targets?: SeqRange[];
}

export interface ReactionFrame extends Durable {
  type: "reaction";
  target: number;
  emoji: string;
  on: boolean;
}

export interface PinFrame extends Durable {
  type: "pin";
  target: number;
  on: boolean;
}

/** Someone chose, or closed a poll. In an anonymous one `options` is told to whoever chose alone, and `from` to nobody. */
export interface VoteFrame extends Durable {
  type: "vote";
  target: number;
  options?: number[];
  /** How many chose each option by then. */
  counts?: number[];
  closed?: boolean;
}

export interface MemberFrame extends Durable {
  type: "member";
  user: Id;
  change: "joined" | "left" | "removed" | "role" | "banned" | "unbanned";
  role?: Role;
}

export interface ConversationFrame extends Durable, ConversationRules {
  type: "conversation";
  title?: string;
  description?: string;
  deleted?: boolean;
}

export interface VoidFrame extends Partial<Durable> {
  type: "void";
  conversation: Id;
  rev: number;
}

export type LogFrame =
  | MessageFrame
  | EditFrame
  | DeleteFrame
  | ReactionFrame
  | PinFrame
  | VoteFrame
  | MemberFrame
  | ConversationFrame
  | VoidFrame;

/* Passing events: may be lost or merged, never replayed. */

export interface ReceiptFrame extends Mark {
  type: "receipt";
  conversation: Id;
}

export interface ReceiptsFrame {
  type: "receipts";
  conversation: Id;
  list: Mark[];
}

/** What readers of a channel gave a message by now: that makes no change there. */
export interface CountsFrame {
  type: "counts";
  conversation: Id;
  target: number;
  reactions?: Omit<Reaction, "mine">[];
  /** How many chose each option of a poll. */
  poll?: number[];
}

export interface TypingFrame {
  type: "typing";
  conversation: Id;
  user: Id;
  on: boolean;
}

export type PresenceState = "online" | "away" | "busy" | "offline" | "invisible";

export interface PresenceOf {
  user: Id;
  state: PresenceState;
  lastSeenAt?: Time | null;
}

export interface PresenceFrame extends PresenceOf {
  type: "presence";
}

export interface PresencesFrame {
  type: "presences";
  list: PresenceOf[];
}

/** This user's own marks or settings moved on another device: a head, or the fields that moved. */
export interface HeadFrame extends Partial<Omit<Head, "id">> {
  type: "head";
  conversation: Id | Head;
}

/** A contact changed their name or picture; without `user`, in the account's log, this user did. */
export interface ProfileFrame {
  type: "profile";
  conversation?: Id;
  rev?: number;
  user?: Id | User;
  name?: string;
  username?: string;
  avatar?: string | null;
}

export interface SyncFrame {
  type: "sync";
  conversation: Head;
  events: (LogFrame | AccountFrame)[];
  complete: boolean;
  snapshot?: boolean;
  users?: User[];
}

export interface SyncedFrame {
  type: "synced";
  cursor: string;
  more?: boolean;
  reset?: boolean;
}

export interface CursorFrame {
  type: "cursor";
  cursor: string;
}

export interface ByeFrame {
  type: "bye";
  code: number;
  reason?: string;
  reconnectAfterMs?: number;
}

export type EventFrame =
  | LogFrame
  | AccountFrame
  | ReceiptFrame
  | ReceiptsFrame
  | CountsFrame
  | TypingFrame
  | PresenceFrame
  | PresencesFrame
  | HeadFrame
  | ProfileFrame
  | SyncFrame
  | SyncedFrame
  | CursorFrame;

/** What the server says to the connection itself, not to the people who chat. */
export type ControlFrame = ByeFrame | { type: "ping" };

export interface OkFrame {
  type: "ok" | "pong";
  re: string;
}

export interface ErrorFrame {
  type: "error";
  re?: string;
  code: string;
  message: string;
  field?: string;
  trace?: string;
  retryAfterMs?: number;
}

export type ReplyFrame = OkFrame | ErrorFrame;
export type ServerFrame = EventFrame | ControlFrame | ReplyFrame;

/** A frame that names its reply's command is a reply; nothing else is. */
export function isReply(frame: ServerFrame): frame is ReplyFrame {
  return frame.type === "ok" || frame.type === "pong" || frame.type === "error";
}
