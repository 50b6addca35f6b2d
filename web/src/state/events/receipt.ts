import type { Mark } from "../../protocol/frames.ts";
import { withEntry, type State } from "../model.ts";

/** Others received or read up to a seq. Marks never go back. */
export function onReceipts(state: State, id: string, marks: Mark[]): State {
  const conversation = state.conversations.get(id);
  if (!conversation) return state;
  const receipts = { ...conversation.receipts };
  for (const { user, received, read } of marks) {
    if (user === state.me?.id) continue;
    const known = receipts[user];
    receipts[user] = {
      received: Math.max(received, read, known?.received ?? 0),
      read: Math.max(read, known?.read ?? 0),
    };
  }
  return { ...state, conversations: withEntry(state.conversations, id, { ...conversation, receipts }) };
}
