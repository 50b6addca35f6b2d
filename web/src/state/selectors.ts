import type { Id, User } from "../protocol/frames.ts";
import { draftIn } from "./drafts.ts";
import { textOrder } from "./order.ts";
import type { Conversation, Message, Outgoing, State } from "./model.ts";

/* What the view shows, computed from the state. Nothing here is stored. */

export function isSaved(conversation: Conversation, me: Id | undefined): boolean {
  return conversation.kind === "direct" && (!conversation.peer || conversation.peer === me);
}

export function savedNotes(state: State): Id | undefined {
  for (const conversation of state.conversations.values()) {
    if (isSaved(conversation, state.me?.id)) return conversation.id;
  }
  return undefined;
}

/**
 * The chats in the list's order: pinned, then by activity, archived last. Empty direct ones wait for a first
 * word. `before`: the order that there was; what is nearly in order is sorted in one go.
 */
export function listed(state: State, open?: Id, before: readonly Conversation[] = []): Conversation[] {
  const busy = new Set(state.outbox.map((entry) => entry.conversation));
  const shown = asBefore(state.conversations, before).filter(
    ({ id, kind, lastSeq, visibleFrom, request }) =>
      kind !== "account" &&
      !request &&
      (kind !== "direct" || lastSeq >= visibleFrom || id === open || busy.has(id) || draftIn(state, id) !== undefined),
  );
  const activity = new Map(shown.map((one) => [one.id, activityOf(state, one)]));
  return shown.sort(
    (a, b) =>
      Number(a.archived) - Number(b.archived) ||
      Number(b.pinned) - Number(a.pinned) ||
      textOrder(activity.get(b.id)!, activity.get(a.id)!) ||
      textOrder(a.id, b.id),
  );
}

function asBefore(conversations: State["conversations"], before: readonly Conversation[]): Conversation[] {
  if (before.length === 0) return [...conversations.values()];
  const ordered = new Map<Id, Conversation>();
  for (const { id } of before) {
    const now = conversations.get(id);
    if (now) ordered.set(id, now);
  }
  for (const [id, now] of conversations) if (!ordered.has(id)) ordered.set(id, now);
  return [...ordered.values()];
}

function activityOf(state: State, conversation: Conversation): string {
  const waiting =
    state.outbox.length > 0 ? state.outbox.findLast((entry) => entry.conversation === conversation.id) : undefined;
  const at = conversation.updatedAt ?? "";
  return waiting && waiting.at > at ? waiting.at : at;
}

/** Strangers' first messages that wait for an answer, the latest first. */
export function requested(state: Pick<State, "conversations">): Conversation[] {
  return [...state.conversations.values()]
    .filter(({ request, lastSeq, visibleFrom }) => request && lastSeq >= visibleFrom)
    .sort((a, b) => textOrder(b.updatedAt ?? "", a.updatedAt ?? "") || textOrder(a.id, b.id));
}

/** How many unmuted conversations have something unread. */
export function unreadChats(state: State): number {
  let count = 0;
  for (const { unread, muted, archived, kind, request } of state.conversations.values()) {
    if (unread > 0 && !muted && !archived && !request && kind !== "account") count += 1;
  }
  return count;
}

export function requests(state: State): Id[] {
  return [...state.contacts].filter(([, contact]) => contact === "asked").map(([id]) => id);
}

export type Tick = "waiting" | "sent" | "received" | "read" | "refused";

/** How far an own message got, by what the server said: the furthest that any other member came. */
export function tickOf(conversation: Conversation, seq: number, me: Id | undefined, receiptMembers: number): Tick {
  if (conversation.kind === "channel" || conversation.members > receiptMembers) return "sent";
  let tick: Tick = "sent";
  for (const user in conversation.receipts) {
    if (user === me) continue;
    const marks = conversation.receipts[user]!;
    if (marks.read >= seq) return "read";
    if (marks.received >= seq) tick = "received";
  }
  return tick;
}

export function userOf(state: State, id: Id | undefined): User | undefined {
  return id === undefined ? undefined : state.users.get(id);
}

/** Who types in a conversation now, in the order they began. */
export function typersIn(state: State, conversation: Id): Id[] {
  return [...(state.typing.get(conversation)?.keys() ?? [])];
}

/** Who is here while this is asked is online. */
export function isOnline(state: State, user: Id): boolean {
  return state.link.phase === "live" && (user === state.me?.id || state.presence.get(user)?.state === "online");
}

/** What of an outbox is shown at the end of a conversation. */
export function outgoingIn(outbox: Outgoing[], conversation: Id): Outgoing[] {
  return outbox.filter((entry) => entry.conversation === conversation);
}

/** People named by messages on screen whom no frame has introduced. */
export function strangersIn(state: State, messages: Message[], typers: Id[] = []): Id[] {
  const ids = new Set([...messages.map((message) => message.from), ...typers]);
  return [...ids].filter((id) => id !== "" && !state.users.has(id));
}
