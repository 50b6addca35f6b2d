import type { Head, HeadFrame, LogFrame, MessageFrame, User } from "../../protocol/frames.ts";
import { onDraft } from "../drafts.ts";
import { withEntry, withoutEntry, type Conversation, type State } from "../model.ts";
import { advanced, dropped, meIn } from "./log.ts";
import { withUsers } from "./users.ts";

/** A conversation of which only the head is known. */
export function blank(head: Head, rev: number): Conversation {
  return told(
    {
      id: head.id,
      kind: head.kind,
      title: "",
      description: "",
      members: 0,
      role: "member",
      muted: false,
      pinned: false,
      archived: false,
      visibleFrom: 1,
      lastSeq: 0,
      unread: 0,
      unreadMentions: 0,
      received: 0,
      read: 0,
      receipts: {},
      rev,
      lastRev: rev,
      toldRev: 0,
      messages: [],
      complete: false,
      held: [],
    },
    head,
  );
}

/** The conversation with what its head says. What was applied from the log already is not undone. */
export function told(conversation: Conversation, head: Head): Conversation {
  const older = head.lastRev < Math.max(conversation.rev, conversation.toldRev);
  const next: Conversation = {
    ...conversation,
    request: undefined, // said where it is so
    ...whatIsTold(head, older ? CHOSEN : [...CHOSEN, ...SHARED]),
    toldRev: Math.max(conversation.toldRev, head.lastRev),
    title: head.title ?? (older ? conversation.title : ""),
    description: head.description ?? (older ? conversation.description : ""),
    peer: head.peer?.id ?? conversation.peer,
    lastSeq: Math.max(conversation.lastSeq, head.lastSeq),
    lastRev: Math.max(conversation.lastRev, head.lastRev),
    received: Math.max(conversation.received, head.received ?? 0),
    read: Math.max(conversation.read, head.read ?? 0),
    receipts: receiptsOf(head, conversation.receipts),
  };
  if (next.visibleFrom > conversation.visibleFrom) Object.assign(next, visible(next));
  if (!older && head.unread !== undefined) Object.assign(next, counted(next, head, conversation.read));
  next.complete ||= next.lastSeq < next.visibleFrom || next.messages[0]?.seq === next.visibleFrom;
  return next;
}

/** What is unread. The head counts against its own read mark; where this client read further, that much is taken off. */
function counted({ unread }: Conversation, head: Head, read: number): Partial<Conversation> {
  const [all, ahead] = [head.unread ?? 0, read - (head.read ?? 0)];
  if (ahead > 0) return { unread: Math.max(unread, all - ahead) };
  return { unread: all, unreadMentions: head.unreadMentions ?? 0, firstMention: head.firstMention ?? undefined };
}

/** What is held of what this user may see: who came back sees no more what was said before. */
function visible({ messages, aside, visibleFrom }: Conversation): Partial<Conversation> {
  const seen = ({ seq }: { seq: number }) => seq >= visibleFrom;
  return { messages: messages.filter(seen), aside: aside?.filter(seen), islands: undefined, pins: undefined };
}

/** What this user chose changes without a rev; the rest only with one. */
const CHOSEN = ["muted", "pinned", "archived", "request"] as const;
const SHARED = [
  "kind", "members", "role", "updatedAt", "visibleFrom", "permissions", "history", "join", "slowS", "expiresInS",
] as const;

/** The fields that a head simply sets, where it has them. */
function whatIsTold(head: Head, fields: readonly (keyof Head)[]): Partial<Conversation> {
  return Object.fromEntries(
    fields.filter((field) => head[field] !== undefined && head[field] !== null).map((field) => [field, head[field]]),
  );
}

function receiptsOf(head: Head, known: Conversation["receipts"]): Conversation["receipts"] {
  if (!head.receipts) return known;
  const receipts = { ...known };
  for (const { user, received, read } of head.receipts) {
    const old = receipts[user];
    receipts[user] = {
      received: Math.max(received, old?.received ?? 0),
      read: Math.max(read, old?.read ?? 0),
    };
  }
  return receipts;
}

/** The reply to `head`, or a conversation just made or listed over REST. */
export function onHead(state: State, head: Head, users: User[] = []): State {
  const withPeople = withUsers(state, peopleIn(head, users));
  const frames = state.unknown.get(head.id) ?? [];
  const known = state.conversations.get(head.id);
  // It may be known by now, by the list over REST: what waited comes on top.
  const next = known ? advanced(told(known, head), frames, meIn(state)) : started(head, frames, meIn(state));
  if (!next) return dropped(withPeople, head.id);
  const held = {
    ...withPeople,
    conversations: withEntry(withPeople.conversations, head.id, next),
    unknown: withoutEntry(state.unknown, head.id),
  };
  return head.draft ? onDraft(held, head.id, head.draft) : held;
}

/** Many heads at once, as the list over REST brings them. */
export function onHeads(state: State, heads: Head[]): State {
  const conversations = new Map(state.conversations);
  for (const head of heads) {
    const known = conversations.get(head.id);
    conversations.set(head.id, known ? told(known, head) : blank(head, head.lastRev));
  }
  const people = heads.flatMap((head) => peopleIn(head, []));
  const held = withUsers({ ...state, conversations }, people);
  return heads.reduce((now, { id, draft }) => (draft ? onDraft(now, id, draft) : now), held);
}

/** The frames that came first are in the head's counts already, so the head has the last word. */
function started(head: Head, frames: LogFrame[], me: string): Conversation | undefined {
  const first = frames.reduce((low, frame) => Math.min(low, frame.rev), head.lastRev + 1);
  const empty: Conversation = { ...blank({ ...head, lastSeq: 0, unread: 0 }, first - 1), complete: false };
  const filled = advanced({ ...empty, lastRev: first - 1 }, frames, me);
  return filled && told(filled, head);
}

export function peopleIn(head: Head, users: User[], events: { type: string }[] = []): User[] {
  const inMessages = events.flatMap((event) =>
    event.type === "message" ? ((event as MessageFrame).users ?? []) : [],
  );
  return [...users, ...inMessages, ...(head.peer ? [head.peer] : [])];
}

/** This user's own marks or settings moved on another device. */
export function onHeadFrame(state: State, frame: HeadFrame): State {
  if (typeof frame.conversation !== "string") return onHead(state, frame.conversation);
  const known = state.conversations.get(frame.conversation);
  if (!known) return state;
  const { type: _, conversation: __, ...fields } = frame;
  const head = { ...fields, id: known.id, kind: known.kind } as Head;
  const next = told(known, {
    title: known.title,
    description: known.description,
    request: known.request,
    ...head,
    lastSeq: head.lastSeq ?? known.lastSeq,
    lastRev: head.lastRev ?? known.lastRev,
  });
  const moved = next.read > known.read && frame.unread === undefined ? recounted(next, known.read, meIn(state)) : next;
  return { ...state, conversations: withEntry(state.conversations, known.id, moved) };
}

/** Unread after the own read mark moved from `before`. */
export function recounted(conversation: Conversation, before: number, me: string): Conversation {
  const { messages, read, lastSeq } = conversation;
  if (read >= lastSeq) return { ...conversation, unread: 0, unreadMentions: 0, firstMention: undefined };
  const first = messages[0]?.seq ?? Infinity;
  if (!conversation.complete && first > read + 1) {
    // Not all unread messages are held: take off what was passed.
    const firstMention = (conversation.firstMention ?? 0) > read ? conversation.firstMention : undefined;
    return { ...conversation, unread: Math.max(0, conversation.unread - (read - before)), firstMention };
  }
  const unread = messages.filter((m) => m.seq > read && m.from !== me && !m.gone);
  const naming = unread.filter((m) => m.mentions?.some((who) => who === me || who === "@all"));
  return { ...conversation, unread: unread.length, unreadMentions: naming.length, firstMention: naming[0]?.seq };
}
