import type { ConversationFrame } from "../../protocol/frames.ts";
import type { Conversation } from "../model.ts";

/** The conversation's title, description or permissions changed. */
export function onConversation(conversation: Conversation, frame: ConversationFrame): Conversation {
  return {
    ...conversation,
    title: frame.title ?? conversation.title,
    description: frame.description ?? conversation.description,
    permissions: frame.permissions ?? conversation.permissions,
  };
}
