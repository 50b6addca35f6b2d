import type { Role } from "../protocol/frames.ts";
import type { Conversation, Message, State } from "../state/model.ts";

const RANK: Record<Role, number> = { reader: 0, member: 1, admin: 2, owner: 3 };

/** What this person may do with a message, as far as their client can tell; the server has the last word. */
export interface Rights {
  reply: boolean;
  edit: boolean;
  copy: boolean;
  link: boolean;
  pin: boolean;
  react: boolean;
  /** For themself at least. */
  delete: boolean;
  deleteForAll: boolean;
}

export function rightsIn(conversation: Conversation, state: Pick<State, "me" | "blocks">, message: Message): Rights {
  const here = !message.gone;
  const mine = message.from === state.me?.id;
  const atLeast = (role: Role) => RANK[conversation.role] >= RANK[role];
  const blocked = conversation.peer !== undefined && state.blocks.has(conversation.peer);
  const { kind } = conversation;
  const send = mayWrite(conversation) && !blocked;
  const manages = kind !== "direct" && atLeast("admin");
  return {
    reply: here && send,
    edit: here && mine && send && isText(message),
    copy: here && message.text !== "",
    link: true,
    pin: here && !blocked && (kind === "direct" ? atLeast("member") : manages),
    react: here && !blocked && atLeast(kind === "channel" ? "reader" : "member"),
    delete: true,
    deleteForAll: here && (mine || manages),
  };
}

export function mayWrite({ kind, role }: Conversation): boolean {
  return RANK[role] >= RANK[kind === "channel" ? "admin" : "member"];
}

/** Whether one may name everybody at once. */
export function mayNameAll(conversation: Conversation): boolean {
  return conversation.kind !== "direct" && mayWrite(conversation);
}

/** What another client packed in a form of its own can't be edited as text. */
function isText({ format }: Message): boolean {
  return format === undefined || format === "plain" || format === "markdown";
}
