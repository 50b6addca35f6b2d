/*
 * The fields of each frame as the server writes and reads them. Made by WebTypesTest of the module
 * `protocol` from its frames, and remade with -Dwire.write=true: not to be edited.
 */

export interface WireEvents {
  bye: { type: string; code: number; reason: string; reconnectAfterMs?: number };
  counts: { type: string; conversation: string; target: number; reactions: { emoji: string; count: number }[]; poll?: number[] };
  cursor: { type: string; cursor: string };
  delete: { type: string; conversation: string; rev: number; from: string; at: string; target?: number; targets?: { low: number; high: number }[] };
  draft: { type: string; conversation: string; rev: number; from: string; at: string; of: string; text?: string; replyTo?: number; thread?: number };
  edit: { type: string; conversation: string; rev: number; from: string; at: string; target: number; text?: string; format?: string; gone?: string };
  head: { type: string; conversation: string; received: number; read: number; unread: number; muted?: boolean; pinned?: boolean; archived?: boolean };
  hide: { type: string; conversation: string; rev: number; from: string; at: string; of: string; targets: { low: number; high: number }[] };
  joinRequest: { type: string; conversation: string; rev: number; from: string; at: string; of: string; user: string; state: string };
  member: { type: string; conversation: string; rev: number; from: string; at: string; change: string };
  message: { type: string; conversation: string; rev: number; seq: number; from: string; at: string; text?: string; format?: string; replyTo?: number; thread?: number; mentions?: string[]; expiresAt?: string; scheduled?: boolean; key?: string; users?: { id: string; username: string; name: string; avatar: null | string; guest?: boolean }[]; payload?: string; forwardedFrom?: { user: string; name: string; at: string }; poll?: { options: string[]; multiple?: boolean; anonymous?: boolean; closesAt?: string; counts?: number[]; mine?: number[]; closedAt?: string }; editedAt?: string; reactions?: { emoji: string; count: number; mine: boolean }[]; pinned?: boolean; replies?: { count: number; lastSeq: number; lastAt: string }; gone?: string; deletedAt?: string };
  missed: { type: string; conversation: string; user: string; seq: number };
  pin: { type: string; conversation: string; rev: number; from: string; at: string; target: number; on: boolean };
  ping: { type: string };
  presence: { type: string; user: string; state: string; lastSeenAt?: string; text?: string; emoji?: string; until?: string };
  presences: { type: string; list: { user: string; state: string; lastSeenAt: string; text: string; emoji: string; until: string }[] };
  profile: { type: string; user: { id: string; username: string; name: string; guest: boolean; avatar: null } };
  reaction: { type: string; conversation: string; rev: number; from: string; at: string; target: number; emoji: string; on: boolean };
  receipt: { type: string; conversation: string; user: string; received: number; read: number; at: string };
  receipts: { type: string; conversation: string; list: { user: string; received: number; read: number; at: string }[] };
  sync: { type: string; conversation: { id: string; kind: string; title: string; description: string; lastSeq: number; lastRev: number; unread: number; unreadMentions: number; firstMention: number; received: number; read: number; visibleFrom: number; members: number; role: string; history: string; expiresInS: number; join: string; slowS: number; permissions: { send: string; react: string; invite: string; pin: string; change: string; remove: string; mentionAll: string }; muted: boolean; pinned: boolean; archived: boolean; request: boolean; draft: { text: string; replyTo: number; thread: number; at: string }; left: boolean; updatedAt: string; receipts: { user: string; received: number; read: number }[] }; events: { type: string; conversation: string; rev: number; seq: number; from: string; at: string; text: string; format: string; replyTo: number; thread: number; mentions: string[]; expiresAt: string; scheduled: boolean; key: string; users: { id: string; username: string; name: string; avatar: null | string; guest?: boolean }[] }[]; complete: boolean; snapshot: boolean; users: { id: string; username: string; name: string; avatar: string }[] };
  synced: { type: string; cursor: string; more: boolean; reset?: boolean };
  typing: { type: string; conversation: string; user: string; on: boolean };
  void: { type: string; conversation: string; rev: number };
  vote: { type: string; conversation: string; rev: number; from?: string; at: string; target: number; options?: number[]; counts?: number[]; closed?: boolean };
}

export interface WireReplies {
  error: { type: string; re?: string; code: string; message: string; retryAfterMs?: number; trace?: string; field?: string };
  ok: { type: string; re: string; conversation?: null | string; seq?: number; rev?: number; at?: string; duplicate?: boolean; user?: { id: string; username: string; name: string; avatar: string }; device?: string; session?: string; account?: { id: string; rev: number }; epoch?: string; heartbeatMs?: number; time?: string; features?: string[]; limits?: { frameBytes: number; textLength: number; bufferBytes: number; receiptMembers: number }; guest?: { token: string; refreshToken: string; expiresAt: string }; messages?: { type: string; conversation: string; rev: number; seq: number; from: string; at: string; text: string; format: string; replyTo: number; thread: number; mentions: string[]; expiresAt: string; scheduled: boolean; key: string; users: { id: string; username: string; name: string; avatar: null | string; guest?: boolean }[] }[]; asOf?: number; more?: boolean; users?: { id: string; username: string; name: string; avatar: null | string; guest?: boolean }[]; events?: { type: string; conversation: string; rev: number; seq: number; from: string; at: string; text: string; format: string; replyTo: number; thread: number; mentions: string[]; expiresAt: string; scheduled: boolean; key: string; users: { id: string; username: string; name: string; avatar: null | string; guest?: boolean }[] }[] };
  pong: { type: string; re?: string; cursor?: string };
}

export interface WireCommands {
  ack: { type: string; id: string; conversation: string; seq: number };
  auth: { type: string; id: string; token: string };
  changes: { type: string; conversation: string; after: number; limit: number };
  delete: { type: string; id: string; conversation: string; targets: { low: number; high: number }[]; for: string };
  edit: { type: string; id: string; conversation: string; target: number; text: string; format: string; key: string };
  head: { type: string; id: string; conversation: string };
  hello: { type: string; id: string; token: string; agent: string; cursor: string; epoch: string; session: string; presence: boolean; accept: string[]; guest: { name: string } };
  history: { type: string; id: string; conversation: string; before: number; limit: number; thread: number };
  pin: { type: string; id: string; conversation: string; target: number; on: boolean };
  ping: { type: string; id: string };
  pong: { type: string };
  presence: { type: string; state: string; text: string; emoji: string; until: string };
  react: { type: string; id: string; conversation: string; target: number; emoji: string; on: boolean };
  read: { type: string; conversation: string; seq: number };
  send: { type: string; id: string; to: string; key: string; text: string; format: string; payload: string; replyTo: number; thread: number; attachments: string[]; mentions: string[]; expiresInS: number; after: string; ifRev: number; poll: { options: string[]; anonymous: boolean; closesAt: string }; forward: { conversation: string; seq: number } };
  typing: { type: string; conversation: string; on: boolean };
  vote: { type: string; id: string; conversation: string; target: number; options: number[] };
  watch: { type: string; users: string[] };
}
