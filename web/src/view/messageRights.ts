import type { Permission, Role } from "../protocol/frames.ts";
import { isClosed } from "../state/events/vote.ts";
import type { Conversation, Message, State } from "../state/model.ts";

/** From least to most. */
export const RANK: Record<Role, number> = { reader: 0, member: 1, admin: 2, owner: 3 };

/** What this person may do with a message, as far as their client can tell; the server has the last word. */
export interface Rights {
  reply: boolean;
  /** To open the thread that it begins or is in, or to begin one. */
  thread: boolean;
  edit: boolean;
  copy: boolean;
  link: boolean;
  forward: boolean;
  pin: boolean;
  react: boolean;
  /** To choose in the poll that it is. */
  vote: boolean;
  /** To close that poll. */
  close: boolean;
  /** For themself at least. */
  delete: boolean;
  deleteForAll: boolean;
}

/** With what is left of a message whose content is gone. */
const GONE: Rights = {
  reply: false,
  thread: false,
  edit: false,
  copy: false,
  link: true,
  forward: false,
  pin: false,
  react: false,
  vote: false,
  close: false,
  delete: true,
  deleteForAll: false,
};

export function rightsIn(conversation: Conversation, state: Pick<State, "me" | "blocks">, message: Message): Rights {
  if (message.gone) return GONE;
  const mine = message.from === state.me?.id;
  // who answers a stranger's request in any way accepts it
  const blocked = conversation.peer !== undefined && (state.blocks.has(conversation.peer) || conversation.request === true);
  const group = conversation.kind !== "direct";
  const send = !blocked && may(conversation, "send");
  return {
    reply: send,
    thread: group && (send || isInThread(message)),
    edit: mine && send && isText(message),
    copy: message.text !== "",
    link: true,
    forward: message.expiresAt === undefined,
    pin: !blocked && may(conversation, "pin"),
    react: !blocked && may(conversation, "react"),
    vote: !blocked && message.poll !== undefined && may(conversation, "react"),
    close: isOpen(message) && !blocked && (mine || (group && isAtLeast(conversation, "admin"))),
    delete: true,
    deleteForAll: mine || (group && isAtLeast(conversation, "admin")),
  };
}

/** What holds where a conversation doesn't say otherwise: the lowest role, in a group and in a channel. */
const USUAL: Record<Permission, readonly [Role, Role]> = {
  send: ["member", "admin"],
  react: ["member", "reader"],
  invite: ["admin", "admin"],
  pin: ["admin", "admin"],
  change: ["admin", "admin"],
  remove: ["admin", "admin"],
  mentionAll: ["member", "admin"],
};

/** Whether this person may do something in a conversation at all. */
export function may(conversation: Conversation, what: Permission): boolean {
  if (conversation.kind === "direct") return conversation.role !== "reader";
  return isAtLeast(conversation, lowestFor(conversation, what));
}

/** The lowest role that may do it, in a group or channel. */
export function lowestFor({ kind, permissions }: Conversation, what: Permission): Role {
  return permissions?.[what] ?? USUAL[what][kind === "channel" ? 1 : 0];
}

export function isAtLeast(conversation: Conversation, role: Role): boolean {
  return RANK[conversation.role] >= RANK[role];
}

/** Whether one may name everybody at once. */
export function mayNameAll(conversation: Conversation): boolean {
  return conversation.kind !== "direct" && may(conversation, "mentionAll");
}

function isOpen({ poll }: Message): boolean {
  return poll !== undefined && !isClosed(poll, Date.now());
}

function isInThread({ replies, thread }: Message): boolean {
  return replies !== undefined || thread !== undefined;
}

/** What another client packed in a form of its own can't be edited as text. */
function isText({ format }: Message): boolean {
  return format === undefined || format === "plain" || format === "markdown";
}
