import type { Id } from "../../protocol/frames.ts";
import { trimmed } from "../archive.ts";
import type { State } from "../model.ts";

/** More than this is kept in memory only of conversations that are open in a tab. */
const MANY = 400;
const ENOUGH = 200;

/** The state without the older messages of conversations that nobody looks at; they are fetched again. */
export function tidied(state: State, open: ReadonlySet<Id | undefined>): State {
  let conversations: State["conversations"] | undefined;
  for (const [id, conversation] of state.conversations) {
    if ((conversation.messages.length <= MANY && !conversation.islands) || open.has(id)) continue;
    conversations ??= new Map(state.conversations);
    conversations.set(id, trimmed(conversation, ENOUGH));
  }
  return conversations ? { ...state, conversations } : state;
}
