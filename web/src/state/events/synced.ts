import type { SyncedFrame } from "../../protocol/frames.ts";
import type { State } from "../model.ts";

/** The sync is over. After a reset only what it brought is true; the rest of the cache is dropped. */
export function onSynced(state: State, frame: SyncedFrame): State {
  const kept = new Set(state.syncing);
  const conversations = frame.reset
    ? new Map([...state.conversations].filter(([id]) => kept.has(id)))
    : state.conversations;
  const listing = frame.more ? true : state.listing;
  return { ...onCursor(state, frame.cursor), conversations, syncing: undefined, listing };
}

/**
 * A new place to go on from. The server stored the marks that it had by then; those that were under way
 * may not be among them, so one generation more is remembered.
 */
export function onCursor(state: State, cursor: string): State {
  return { ...state, cursor, marks: new Map(), marksBefore: state.marks };
}
