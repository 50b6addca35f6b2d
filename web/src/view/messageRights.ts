import type { Role } from "../protocol/frames.ts";
import type { Conversation, Message, State } from "../state/model.ts";

const RANK: Record<Role, number> = { reader: 0, member: 1, admin: 2, owner: 3 };

/** What this person may do with a message, as far as their client can tell; the server has the last word. */
export interface Rights {
  reply: boolean;
  /** To open the thread that it begins or is in, or to begin one. */
  thread: boolean;
  edit: boolean;
  copy: boolean;
  link: boolean;
  pin: boolean;
  react: boolean;
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
  pin: false,
  react: false,
  delete: true,
  deleteForAll: false,
};

export function rightsIn(conversation: Conversation, state: Pick<State, "me" | "blocks">, message: Message): Rights {
  const mine = message.from === state.me?.id;
  const atLeast = (role: Role) => RANK[conversation.role] >= RANK[role];
  const blocked = conversation.peer !== undefined && state.blocks.has(conversation.peer);
  const { kind } = conversation;
  const send = mayWrite(conversation) && !blocked;
  const manages = kind !== "direct" && atLeast("admin");
  if (message.gone) return GONE;
  return {
    reply: send,
    thread: kind !== "direct" && (send || isInThread(message)),
    edit: mine && send && isText(message),
    copy: message.text !== "",
    link: true,
    pin: !blocked && (kind === "direct" ? atLeast("member") : manages),
    react: !blocked && atLeast(kind === "channel" ? "reader" : "member"),
    delete: true,
    deleteForAll: mine || manages,
  };
}

export function mayWrite({ kind, role }: Conversation): boolean {
  return RANK[role] >= RANK[kind === "channel" ? "admin" : "member"];
}

/** Whether one may name everybody at once. */
export function mayNameAll(conversation: Conversation): boolean {
  return conversation.kind !== "direct" && mayWrite(conversation);
}

function isInThread({ replies, thread }: Message): boolean {
  return replies !== undefined || thread !== undefined;
}

/** What another client packed in a form of its own can't be edited as text. */
function isText({ format }: Message): boolean {
  return format === undefined || format === "plain" || format === "markdown";
}
