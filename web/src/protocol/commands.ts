import type { Id, Time, User, MessageFrame, LogFrame, Head, Poll, SeqRange } from "./frames.ts";

/* Commands and their replies. `id` is added by the connection. */

export interface HelloCommand {
  type: "hello";
  token: string;
  agent: string;
  cursor?: string;
  epoch?: string;
  session?: Id;
  presence?: boolean;
}

export interface SendCommand {
  type: "send";
  to: Id;
  key: string;
  /** What is forwarded has the text of the other message. */
  text?: string;
  format?: string;
  replyTo?: number;
  thread?: number;
  mentions?: string[];
  expiresInS?: number;
  poll?: Poll;
  forward?: { conversation: Id; seq: number };
  after?: string;
}

export interface HistoryCommand {
  type: "history";
  conversation: Id;
  before?: number;
  after?: number;
  around?: number;
  /** The replies of one thread alone. */
  thread?: number;
  limit: number;
}

export interface ChangesCommand {
  type: "changes";
  conversation: Id;
  after: number;
  limit: number;
}

export type Command =
  | HelloCommand
  | SendCommand
  | HistoryCommand
  | ChangesCommand
  | { type: "head"; conversation: Id }
  | { type: "auth"; token: string }
  | { type: "ping" }
  | { type: "pong" }
  | { type: "ack" | "read"; conversation: Id; seq: number }
  | { type: "typing"; conversation: Id; on: boolean }
  | { type: "watch"; users: Id[] }
  | { type: "presence"; state: "online" | "away" }
  | { type: "react"; conversation: Id; target: number; emoji: string; on: boolean }
  | { type: "edit"; conversation: Id; target: number; text: string; format?: string; key?: string }
  | { type: "delete"; conversation: Id; targets: SeqRange[]; for?: "me" }
  | { type: "pin"; conversation: Id; target: number; on: boolean }
  | { type: "vote"; conversation: Id; target: number; options: number[] }
  | { type: "vote"; conversation: Id; target: number; close: true };

export interface HelloReply {
  user: User;
  device: Id;
  session: Id | { id: Id };
  account: { id: Id; rev: number };
  epoch: string;
  heartbeatMs: number;
  features?: string[];
  limits?: { textLength?: number; receiptMembers?: number };
}

export interface SendReply {
  conversation: Id;
  seq: number;
  rev: number;
  at: Time;
  duplicate?: boolean;
}

/** What a change of a message brought: of `delete` for oneself, the change of the account conversation. */
export interface ChangeReply {
  conversation: Id;
  rev: number;
  at: Time;
  /** It was so already: there is no new change. */
  duplicate?: boolean;
}

export interface HistoryReply {
  messages: MessageFrame[];
  asOf: number;
  more: boolean;
  users?: User[];
}

export interface ChangesReply {
  events: LogFrame[];
  more: boolean;
  users?: User[];
}

export interface HeadReply {
  conversation: Head;
  users?: User[];
}

/** Which reply answers which command. */
export interface Replies {
  hello: HelloReply;
  send: SendReply;
  history: HistoryReply;
  changes: ChangesReply;
  head: HeadReply;
  auth: object;
  ping: { cursor?: string };
  react: ChangeReply;
  edit: ChangeReply;
  delete: ChangeReply;
  pin: ChangeReply;
  vote: ChangeReply;
}
