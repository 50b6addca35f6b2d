package parley.core.log;

import java.time.Instant;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// A change that isn't a message: it has a rev and no seq.
public record Change(
        ConversationId conversation,
        long rev,
        Position position,
        UserId from,
        Instant at,
        ChangeBody body)
        implements LogEntry {
    /// The same with something else in it.
    public Change saying(ChangeBody next) {
        return new Change(conversation, rev, position, from, at, next);
    }
}
