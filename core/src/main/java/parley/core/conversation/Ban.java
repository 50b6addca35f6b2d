package parley.core.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// That someone can't become a member, in whatever way.
///
/// @param by who banned them
/// @param until when it is over; null: never
/// @param reason in the words of who banned them; empty if they gave none
public record Ban(
        ConversationId conversation,
        UserId user,
        UserId by,
        Instant at,
        @Nullable Instant until,
        String reason) {
    /// Characters that a reason may have.
    public static final int REASON_MAX = 500;

    public boolean holdsAt(Instant now) {
        return until == null || until.isAfter(now);
    }
}
