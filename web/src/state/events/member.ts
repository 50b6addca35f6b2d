import type { MemberFrame } from "../../protocol/frames.ts";
import type { Conversation } from "../model.ts";

/** Someone came, went, or has another role. */
export function onMember(conversation: Conversation, frame: MemberFrame, me: string): Conversation {
  switch (frame.change) {
    case "joined":
      return { ...conversation, members: conversation.members + 1 };
    case "left":
    case "removed":
    case "banned": {
      const { [frame.user]: _, ...receipts } = conversation.receipts;
      return { ...conversation, members: Math.max(0, conversation.members - 1), receipts };
    }
    case "role":
      return frame.user === me ? { ...conversation, role: frame.role ?? conversation.role } : conversation;
    default:
      return conversation;
  }
}

/** After this change the conversation is no more for this user; the client drops what it holds. */
export function endsMembership(frame: { type: string; user?: unknown; change?: unknown }, me: string): boolean {
  return (
    frame.type === "member" &&
    frame.user === me &&
    (frame.change === "left" || frame.change === "removed" || frame.change === "banned")
  );
}
