package parley.core.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.log.Message;

/// A message in its present state, as one reader is shown it.
///
/// @param mine what the reader gave it
/// @param replies of a thread's root; null if it is none
public record Folded(Message message, Opinion mine, @Nullable Replies replies) {
    /// The replies of one thread.
    public record Replies(long count, long lastSeq, Instant lastAt) {}

    public static Folded of(Message message) {
        return new Folded(message, Opinion.NONE, null);
    }

    public long seq() {
        return message.seq();
    }
}
