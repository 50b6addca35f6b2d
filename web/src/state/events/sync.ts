import type { LogFrame, MessageFrame, SyncFrame } from "../../protocol/frames.ts";
import { onHeadDraft } from "../drafts.ts";
import { messageOf, withEntry, type Conversation, type State } from "../model.ts";
import { onAccountSync } from "./account.ts";
import { blank, peopleIn, told } from "./head.ts";
import { advanced, arrived, dropped, meIn } from "./log.ts";
import { withUsers } from "./users.ts";

/** One conversation of a sync: what was missed in it (raw), or its present end (folded, a snapshot). */
export function onSync(state: State, frame: SyncFrame): State {
  const head = frame.conversation;
  if (head.kind === "account") return onAccountSync(state, frame);
  if (head.left) return dropped(state, head.id);
  const known = state.conversations.get(head.id);
  const events = frame.events as LogFrame[];
  const next = frame.snapshot
    ? fromSnapshot(frame, events, known)
    : fromChanges(frame, events, known, meIn(state));
  if (!next) return dropped(state, head.id);
  const synced: State = {
    ...withUsers(arrived(state, [...(known?.held ?? []), ...events], next.rev), peopleIn(head, frame.users ?? [], events)),
    syncing: state.syncing && [...state.syncing, head.id],
  };
  return onHeadDraft({ ...synced, conversations: withEntry(synced.conversations, head.id, next) }, head);
}

function fromSnapshot(
  frame: SyncFrame,
  events: LogFrame[],
  known: Conversation | undefined,
): Conversation {
  const head = frame.conversation;
  const fresh = blank(head, head.lastRev);
  const messages = events
    .filter((event): event is MessageFrame => event.type === "message")
    .map((event) => messageOf(event, head.lastRev));
  const complete = fresh.complete || messages[0]?.seq === fresh.visibleFrom;
  return { ...fresh, messages, complete, held: known?.held.filter((f) => f.rev > head.lastRev) ?? [] };
}

function fromChanges(
  frame: SyncFrame,
  events: LogFrame[],
  known: Conversation | undefined,
  me: string,
): Conversation | undefined {
  const head = frame.conversation;
  if (known) {
    const next = advanced(known, events, me);
    return next && told(next, head);
  }
  // Not held until now: begin at the first change that came, or at the end if none did.
  const first = events[0]?.rev ?? head.lastRev + 1;
  const empty = { ...blank({ ...head, lastSeq: 0, unread: 0 }, first - 1), complete: false };
  const next = advanced({ ...empty, lastRev: first - 1 }, events, me);
  return next && told(next, head);
}
