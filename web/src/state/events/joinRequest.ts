import type { Id, JoinRequestFrame } from "../../protocol/frames.ts";
import { withEntry, withoutEntry, type State } from "../model.ts";

/** So many of a conversation are known here; the list has them all. */
const KNOWN = 200;

/** Someone asks to be let in, this user or another one; or was answered. */
export function onJoinRequest(state: State, { of, user, state: answer }: JoinRequestFrame): State {
  if (user === state.me?.id) {
    const asked = answer === "accepted" ? withoutEntry(state.asked, of) : withEntry(state.asked, of, answer);
    return { ...state, asked };
  }
  const others = (state.asking.get(of) ?? []).filter((one) => one !== user);
  return withAsking(state, of, answer === "asked" ? [...others, user] : others);
}

/** Who asks, as it is known now. */
export function withAsking(state: State, conversation: Id, users: Id[]): State {
  const asking =
    users.length > 0 ? withEntry(state.asking, conversation, users.slice(-KNOWN)) : withoutEntry(state.asking, conversation);
  return { ...state, asking };
}
