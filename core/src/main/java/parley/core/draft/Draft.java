package parley.core.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.DraftChanged;

/// What a member has written in a conversation and not sent: one for each, told to nobody else.
///
/// @param words null where it was cleared; what is left then says when, so that an older one that
///   comes later doesn't come back
/// @param at when its author wrote, or cleared it, never later than the server's time
/// @param rev of the account event that told of it last; 0 if none did
public record Draft(Of of, @Nullable Words words, Instant at, long rev) {
    /// Whose, and where.
    public record Of(UserId user, ConversationId conversation) {}

    /// @param text 1 to 5,000 code points
    /// @param replyTo the seq that it answers, 0 if none
    /// @param thread the seq of the thread's root, 0 if none
    public record Words(String text, long replyTo, long thread) {}

    /// Whether there is anything to go on with.
    public boolean isThere() {
        return words != null;
    }

    /// What its author's devices are told of it.
    DraftChanged told() {
        return new DraftChanged(of.conversation(), words, at);
    }
}
