import type { PresenceOf } from "../../protocol/frames.ts";
import type { State } from "../model.ts";

/** People came online or went. */
export function onPresence(state: State, list: PresenceOf[]): State {
  const presence = new Map(state.presence);
  for (const { user, state: now, lastSeenAt } of list) {
    presence.set(user, { state: now, lastSeenAt: lastSeenAt ?? presence.get(user)?.lastSeenAt });
  }
  return { ...state, presence };
}
