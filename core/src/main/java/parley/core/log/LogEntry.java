package parley.core.log;

import java.time.Instant;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// One change of a conversation: a message, or anything else that has a rev.
public sealed interface LogEntry permits Message, Change {
    ConversationId conversation();

    long rev();

    /// The batch that wrote it.
    Position position();

    /// Who caused it.
    UserId from();

    Instant at();
}
