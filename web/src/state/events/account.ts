import type { AccountFrame, HideFrame, LogFrame, ProfileFrame, SeqRange, SyncFrame, User } from "../../protocol/frames.ts";
import { onDraft } from "../drafts.ts";
import { onScheduled } from "../schedule.ts";
import { withEntry, withoutEntry, type Conversation, type State } from "../model.ts";
import { withoutUnread } from "./amend.ts";
import { meIn } from "./log.ts";
import { everywhere, within } from "./places.ts";
import { onJoinRequest } from "./joinRequest.ts";
import { onProfile, withUsers } from "./users.ts";

/**
 * An event of the account conversation: what is this user's own. Each sets a state, so one that comes
 * twice does no harm; one at or below the rev that is held is dropped.
 */
export function onAccountFrame(state: State, frame: AccountFrame | ProfileFrame): State {
  if (frame.type === "profile") return onProfile(state, frame);
  if (frame.rev <= state.account.rev) return state;
  return { ...applied(state, frame), account: { ...state.account, rev: frame.rev } };
}

function applied(state: State, frame: AccountFrame): State {
  switch (frame.type) {
    case "contact": {
      const known = withUsers(state, personIn(frame.user));
      const id = idOf(frame.user);
      const contacts =
        frame.state === "removed"
          ? withoutEntry(known.contacts, id)
          : withEntry(known.contacts, id, frame.state);
      return { ...known, contacts };
    }
    case "block": {
      const blocks = new Set(state.blocks);
      if (frame.on) blocks.add(idOf(frame.user));
      else blocks.delete(idOf(frame.user));
      return { ...withUsers(state, personIn(frame.user)), blocks };
    }
    case "settings": {
      const known = state.conversations.get(frame.of);
      if (!known) return state;
      const next = {
        ...known,
        muted: frame.muted ?? known.muted,
        pinned: frame.pinned ?? known.pinned,
        archived: frame.archived ?? known.archived,
        request: frame.request === undefined ? known.request : undefined,
      };
      return { ...state, conversations: withEntry(state.conversations, frame.of, next) };
    }
    case "hide":
      return hidden(state, frame);
    case "scheduled":
      return onScheduled(state, frame);
    case "joinRequest":
      return onJoinRequest(state, frame);
    case "draft":
      return onDraft(state, frame.of, frame);
    default:
      return state; // what a later version tells: nothing that is shown
  }
}

/** Messages that this user deleted for themselves. */
function hidden(state: State, frame: HideFrame): State {
  const known = state.conversations.get(frame.of);
  if (!known) return state;
  const left: Conversation = {
    ...everywhere(known, (messages) => messages.filter((message) => !within(frame.targets, message.seq))),
    ...(isCleared(known, frame.targets) && { visibleFrom: known.lastSeq + 1 }),
    held: known.held.map((one) => (isAbout(one, frame.targets) ? { type: "void", conversation: known.id, rev: one.rev } : one)),
    pins: known.pins && { ...known.pins, seqs: known.pins.seqs.filter((seq) => !within(frame.targets, seq)) },
  };
  const next = withoutUnread(left, known.messages, meIn(state));
  return { ...state, conversations: withEntry(state.conversations, frame.of, next) };
}

/** All of a direct conversation went at once: it is off the list until the next message. */
function isCleared({ kind, visibleFrom, lastSeq }: Conversation, targets: SeqRange[]): boolean {
  return kind === "direct" && targets.some(({ low, high }) => low <= visibleFrom && high >= lastSeq);
}

/** A change that came ahead of a gap, of a message that is hidden by now. */
function isAbout(frame: LogFrame, targets: SeqRange[]): boolean {
  const seq = frame.type === "message" ? frame.seq : "target" in frame ? frame.target : undefined;
  return seq !== undefined && within(targets, seq);
}

export function onAccountSync(state: State, frame: SyncFrame): State {
  const events = frame.events as AccountFrame[];
  const named = withUsers(state, frame.users ?? []);
  // With older changes missing the rev stays behind, and the lists are read anew over REST.
  if (!frame.complete) return named;
  return events.reduce(onAccountFrame, named);
}

/** The contacts and blocks as REST lists them, which hold as of the account's rev at least. */
export function onAccountLists(
  state: State,
  contacts: { user: User; state: "requested" | "asked" | "accepted" }[],
  blocks: User[],
  rev: number,
): State {
  return {
    ...withUsers(state, [...contacts.map((contact) => contact.user), ...blocks]),
    contacts: new Map(contacts.map((contact) => [contact.user.id, contact.state])),
    blocks: new Set(blocks.map((user) => user.id)),
    account: { ...state.account, rev: Math.max(rev, state.account.rev) },
    accountDue: state.accountDue === rev ? undefined : state.accountDue, // a reconnect may have told a later one
  };
}

function idOf(user: string | User): string {
  return typeof user === "string" ? user : user.id;
}

function personIn(user: string | User): User[] {
  return typeof user === "string" ? [] : [user];
}
