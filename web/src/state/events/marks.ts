import { withEntry, type State } from "../model.ts";
import { recounted } from "./head.ts";
import { meIn } from "./log.ts";

/** This device received, or this user read, everything up to a seq. Marks never go back. */
export function onOwnMark(state: State, id: string, what: "ack" | "read", seq: number): State {
  const known = state.conversations.get(id);
  if (!known) return state;
  const received = Math.max(known.received, seq);
  const read = what === "read" ? Math.max(known.read, seq) : known.read;
  if (received === known.received && read === known.read) return state;
  const moved = { ...known, received, read };
  const next = read > known.read ? recounted(moved, known.read, meIn(state)) : moved;
  return {
    ...state,
    conversations: withEntry(state.conversations, id, next),
    marks: withEntry(state.marks, id, { received, read }),
  };
}
