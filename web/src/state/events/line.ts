import type { ConversationFrame, Id, MemberFrame, Role, Time } from "../../protocol/frames.ts";
import type { Conversation } from "../model.ts";

/** Something that happened to a conversation and isn't a message: it is told as a line among them. */
export interface SystemLine {
  rev: number;
  at: Time;
  from?: Id;
  what: MemberFrame["change"] | "title" | "description" | "expires" | "stays" | "rules";
  user?: Id;
  role?: Role;
  title?: string;
  /** After how many seconds messages go from now on. */
  expiresInS?: number;
}

/** So many are kept of a conversation; the oldest go first. */
const KEPT = 200;

/** The conversation with a line for what happened. Pages of history bring none, so those from before are unknown. */
export function withLine(conversation: Conversation, frame: MemberFrame | ConversationFrame): Conversation {
  const line = lineOf(frame);
  const known = conversation.lines ?? [];
  if (!line || known.some((one) => one.rev === line.rev)) return conversation;
  const lines = [...known, line].sort((a, b) => a.rev - b.rev).slice(-KEPT);
  return { ...conversation, lines };
}

function lineOf(frame: MemberFrame | ConversationFrame): SystemLine | undefined {
  const { rev, at, from } = frame;
  if (frame.type === "member") {
    return { rev, at, from, what: frame.change, user: frame.user, role: frame.role };
  }
  if (frame.title !== undefined && frame.title !== null) return { rev, at, from, what: "title", title: frame.title };
  if (frame.description !== undefined) return { rev, at, from, what: "description" };
  const { expiresInS } = frame;
  if (expiresInS !== undefined) return { rev, at, from, what: expiresInS > 0 ? "expires" : "stays", expiresInS };
  return frame.deleted ? undefined : { rev, at, from, what: "rules" };
}
