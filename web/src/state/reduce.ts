import type { EventFrame } from "../protocol/frames.ts";
import { onAccountFrame } from "./events/account.ts";
import { onCounts } from "./events/counts.ts";
import { onHeadFrame } from "./events/head.ts";
import { onLogFrame } from "./events/log.ts";
import { onPresence } from "./events/presence.ts";
import { onProfile } from "./events/users.ts";
import { onReceipts } from "./events/receipt.ts";
import { onSync } from "./events/sync.ts";
import { onCursor, onSynced } from "./events/synced.ts";
import { onTyping } from "./events/typing.ts";
import type { State } from "./model.ts";

/** The state after an event of the server. An event type that this client doesn't know changes nothing. */
export function reduce(state: State, frame: EventFrame, now: number): State {
  switch (frame.type) {
    case "message":
    case "edit":
    case "delete":
    case "reaction":
    case "pin":
    case "vote":
    case "member":
    case "conversation":
      return onLogFrame(state, frame);
    case "contact":
    case "block":
    case "settings":
    case "hide":
    case "scheduled":
    case "draft":
    case "joinRequest":
      return onAccountFrame(state, frame);
    case "receipt":
      return onReceipts(state, frame.conversation, [frame]);
    case "receipts":
      return onReceipts(state, frame.conversation, frame.list);
    case "counts":
      return onCounts(state, frame);
    case "typing":
      return onTyping(state, frame, now);
    case "presence":
      return onPresence(state, [frame]);
    case "presences":
      return onPresence(state, frame.list);
    case "head":
      return onHeadFrame(state, frame);
    case "profile":
      return onProfile(state, frame);
    case "sync":
      return onSync(state, frame);
    case "synced":
      return onSynced(state, frame);
    case "cursor":
      return onCursor(state, frame.cursor);
    default:
      return onUnknown(state, frame);
  }
}

/**
 * A durable event of a type from a later version still uses up its rev; so does `void`. In the account
 * conversation the rev is all there is to keep.
 */
function onUnknown(state: State, frame: { type: string; conversation?: string; rev?: number }): State {
  const { conversation, rev } = frame;
  if (typeof rev !== "number" || typeof conversation !== "string") return state;
  if (conversation === state.account.id) {
    return { ...state, account: { ...state.account, rev: Math.max(rev, state.account.rev) } };
  }
  return onLogFrame(state, { type: "void", conversation, rev });
}
