package parley.core.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.message.MessageContent;

/// A message as it lies in the log. Its identity is its conversation and seq.
///
/// @param key what the sender called it, for finding a repeated send; shown to the sender's own
///   sessions alone
public record Message(
        ConversationId conversation,
        long seq,
        long rev,
        Position position,
        UserId from,
        Instant at,
        @Nullable String key,
        MessageContent content)
        implements LogEntry {

    /// When the content goes, or null if it stays.
    public @Nullable Instant expiresAt() {
        var expiresIn = content.details().expiresIn();
        return expiresIn == null ? null : at.plus(expiresIn);
    }
}
