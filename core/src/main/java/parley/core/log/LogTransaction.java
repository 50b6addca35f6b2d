package parley.core.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// One batch being written. Reads see what it wrote itself. Not thread-safe; of no use after the
/// commit.
public interface LogTransaction {
    /// This batch: the next of the writer's lane.
    Position position();

    /// The time of this batch.
    Instant now();

    /// Locks and reads heads. Those that another node's batch holds are reported busy, unless
    /// `wait`.
    Heads heads(Collection<ConversationId> ids, boolean wait);

    /// The conversations that these pairs have, if any.
    Map<Pair, ConversationId> directs(Collection<Pair> pairs);

    /// The messages that were stored under these keys.
    Map<KeyOf, KeptKey> keys(Collection<KeyOf> keys);

    /// New conversations; a direct one with both people's membership. On several nodes another may
    /// have made the same pair's first: those are not inserted but returned, and their drafts
    /// belong to the next batch.
    Set<ConversationId> insertHeads(List<Head> heads);

    void updateHeads(Collection<Head> heads);

    void insertMessages(List<NewMessage> messages);

    void insertChanges(List<Change> changes);

    /// The row that followers read (DESIGN.md, "Positions"); the last thing written.
    void insertBatch(List<Touched> touched);

    StateRows rows();

    GroupRows groups();

    StoredMessages messages();

    /// Runs a part that can be undone alone.
    <T> T undoable(Supplier<T> part);

    /// @param held locked until the commit; those that don't exist are in neither
    /// @param busy held by another node
    record Heads(Map<ConversationId, Head> held, Set<ConversationId> busy) {}

    /// What a sender called a message.
    record KeyOf(ConversationId conversation, UserId from, String key) {}

    /// A message that has that key.
    ///
    /// @param print the fingerprint of its first content, or [#ERASED]
    record KeptKey(long seq, long rev, Instant at, long print) {
        /// The fingerprint of a message whose content is gone.
        public static final long ERASED = 0;
    }

    /// A message to insert.
    record NewMessage(Message message, DeviceId device, long print) {}

    /// What a batch did to one conversation.
    ///
    /// @param previous the batch that touched it before, n = 0 for a new one
    record Touched(
            ConversationId conversation,
            long firstRev,
            long lastRev,
            Position previous,
            long memberRev) {}
}
