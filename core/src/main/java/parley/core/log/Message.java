package parley.core.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.message.MessageContent;
import parley.core.message.MessageState;

/// A message as it lies in the log. Its identity is its conversation and seq.
///
/// @param key what the sender called it, for finding a repeated send; shown to the sender's own
///   sessions alone
/// @param content as it was sent
/// @param state what later changes made of it
public record Message(
        ConversationId conversation,
        long seq,
        long rev,
        Position position,
        UserId from,
        Instant at,
        @Nullable String key,
        MessageContent content,
        MessageState state)
        implements LogEntry {

    /// One to which nothing happened.
    public Message(
            ConversationId conversation,
            long seq,
            long rev,
            Position position,
            UserId from,
            Instant at,
            @Nullable String key,
            MessageContent content) {
        this(conversation, seq, rev, position, from, at, key, content, MessageState.NONE);
    }

    /// The same with other content.
    public Message saying(MessageContent next) {
        return new Message(conversation, seq, rev, position, from, at, key, next, state);
    }

    /// Whether its content isn't to be shown any more, at this time.
    public boolean isGone(Instant now) {
        if (state.gone() != null) {
            return true;
        }
        var expiresAt = expiresAt();
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /// When the content goes, or null if it stays.
    public @Nullable Instant expiresAt() {
        var expiresIn = content.details().expiresIn();
        return expiresIn == null ? null : at.plus(expiresIn);
    }
}
