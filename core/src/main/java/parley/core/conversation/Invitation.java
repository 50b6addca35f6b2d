package parley.core.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// A code with which whoever holds it becomes a member. It is kept as it is, not as a hash, since
/// those who may invite are shown it again to pass it on; who can read it in the database can read
/// the messages there as well.
///
/// @param code 128 random bits in 22 characters of base64url
/// @param by who made it
/// @param expiresAt from when on it is no longer good; null: never
/// @param uses how many people it lets in; 0: any number
/// @param used how many it let in
public record Invitation(
        String code,
        ConversationId conversation,
        UserId by,
        Instant at,
        @Nullable Instant expiresAt,
        int uses,
        int used) {
    public boolean isGoodAt(Instant now) {
        return (expiresAt == null || expiresAt.isAfter(now)) && (uses == 0 || used < uses);
    }

    Invitation usedOnceMore() {
        return new Invitation(code, conversation, by, at, expiresAt, uses, used + 1);
    }
}
