package parley.core.conversation;

import java.time.Instant;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// That someone asks to be let in.
public record JoinRequest(ConversationId conversation, UserId user, Instant at) {}
