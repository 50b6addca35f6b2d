package parley.core.message;

import java.util.List;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.log.Positions;

/// Reads the log. Thread-safe; blocks. Lists are oldest first.
public interface MessageStore {
    Optional<Message> find(ConversationId conversation, long seq);

    /// The last `max` messages with `fromSeq` ≤ seq < `beforeSeq`.
    List<Message> before(ConversationId conversation, long fromSeq, long beforeSeq, int max);

    /// The first `max` messages with seq > `afterSeq`.
    List<Message> after(ConversationId conversation, long afterSeq, int max);

    /// The replies in a thread, without its root, with seq < `beforeSeq`: the last `max`.
    List<Message> threadBefore(ConversationId conversation, long root, long beforeSeq, int max);

    /// The first `max` entries with rev > `afterRev`.
    List<LogEntry> entriesAfter(ConversationId conversation, long afterRev, int max);

    /// The entries that these positions don't cover, the newest `max` of them.
    List<LogEntry> entriesBeyond(ConversationId conversation, Positions covered, int max);

    /// How many messages with seq > `afterSeq` others than `reader` sent, counted up to `max`.
    int countFromOthers(ConversationId conversation, UserId reader, long afterSeq, int max);
}
