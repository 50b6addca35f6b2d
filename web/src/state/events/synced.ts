import type { SyncedFrame } from "../../protocol/frames.ts";
import type { State } from "../model.ts";

/**
 * The sync is over. After a reset only what it brought is true; the rest of the cache is dropped. Marks given
 * before it are given again, so they are no older than what comes now; by long poll each answer ends so.
 */
export function onSynced(state: State, frame: SyncedFrame): State {
  const kept = new Set(state.syncing);
  const conversations = frame.reset
    ? new Map([...state.conversations].filter(([id]) => kept.has(id)))
    : state.conversations;
  const listing = frame.more ? true : state.listing;
  const marks = state.syncing && { marks: new Map([...state.marksBefore, ...state.marks]), marksBefore: new Map() };
  return { ...state, ...marks, cursor: frame.cursor, conversations, syncing: undefined, listing };
}

/**
 * A new place to go on from. The server stored the marks that it had by then; those that were under way
 * may not be among them, so one generation more is remembered.
 */
export function onCursor(state: State, cursor: string): State {
  return { ...state, cursor, marks: new Map(), marksBefore: state.marks };
}
