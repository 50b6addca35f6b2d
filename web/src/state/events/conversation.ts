import type { ConversationFrame } from "../../protocol/frames.ts";
import type { Conversation } from "../model.ts";

/** The conversation's title, description or rules changed. */
export function onConversation(conversation: Conversation, frame: ConversationFrame): Conversation {
  return {
    ...conversation,
    title: frame.title ?? conversation.title,
    description: frame.description ?? conversation.description,
    permissions: frame.permissions ?? conversation.permissions,
    history: frame.history ?? conversation.history,
    join: frame.join ?? conversation.join,
    slowS: frame.slowS ?? conversation.slowS,
    expiresInS: frame.expiresInS ?? conversation.expiresInS,
  };
}
