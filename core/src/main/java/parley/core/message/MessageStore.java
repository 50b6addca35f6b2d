package parley.core.message;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.log.Positions;

/// Reads the log. Thread-safe; blocks. Lists are oldest first.
public interface MessageStore {
    Optional<Message> find(ConversationId conversation, long seq);

    /// Some messages of a conversation by seq. What the reader hid is in none of them.
    sealed interface Wanted {
        /// The last `max` with `fromSeq` ≤ seq < `beforeSeq`.
        record Before(long fromSeq, long beforeSeq, int max) implements Wanted {}

        /// The first `max` with seq > `afterSeq`.
        record After(long afterSeq, int max) implements Wanted {}

        /// The replies in a thread, without its root: the last `max` with `fromSeq` ≤ seq <
        /// `beforeSeq`.
        record InThread(long root, long fromSeq, long beforeSeq, int max) implements Wanted {}

        /// The replies in a thread: the first `max` with seq > `afterSeq`.
        record InThreadAfter(long root, long afterSeq, int max) implements Wanted {}

        /// The pinned ones: the last `max` with `fromSeq` ≤ seq < `beforeSeq`.
        record Pins(long fromSeq, long beforeSeq, int max) implements Wanted {}
    }

    /// @param lists what was wanted, one by one
    /// @param asOf the rev up to which all changes are in these messages, and none beyond it; 0 if
    ///   nothing was found that could say
    record Snapshot(List<List<Folded>> lists, long asOf) {}

    /// Messages in their present state as one reader is shown them, all read from one state of the
    /// log. A bounded number of queries, however many messages there are.
    Snapshot folded(ConversationId conversation, UserId reader, List<Wanted> wanted);

    /// The first `max` entries with rev > `afterRev`.
    List<LogEntry> entriesAfter(ConversationId conversation, long afterRev, int max);

    /// The entries that these positions don't cover, the newest `max` of them.
    List<LogEntry> entriesBeyond(ConversationId conversation, Positions covered, int max);

    /// The same of several conversations, read together: of each the newest `max`.
    Map<ConversationId, List<LogEntry>> entriesBeyond(
            Collection<ConversationId> conversations, Positions covered, int max);

    /// The edits of a message.
    List<Change> edits(ConversationId conversation, long seq);

    /// Those of these messages whose time is over and that aren't erased yet.
    Set<Long> expired(ConversationId conversation, Collection<Long> seqs, Instant now);

    /// What this user hid from themself.
    List<SeqRange> hidden(ConversationId conversation, UserId user);

    /// The messages with seq > `afterSeq` that name this user, or everybody, and are neither gone
    /// nor hidden from them.
    Mentions mentions(ConversationId conversation, UserId user, long afterSeq);

    /// @param first the lowest seq of them; 0 if there are none
    record Mentions(int count, long first) {
        public static final Mentions NONE = new Mentions(0, 0);
    }

    /// The messages that name this user, or everybody in a group of theirs, the newest first, after
    /// this one. Of each group no more are looked at than are given back. Some may be their own, or
    /// not theirs to see.
    List<Named> naming(UserId user, @Nullable Named after, int max);

    /// A message that names someone.
    record Named(ConversationId conversation, long seq, Instant at) {}

    /// How many messages with seq > `afterSeq` others than `reader` sent that are neither gone nor
    /// hidden from the reader, counted up to `max`.
    int countFromOthers(ConversationId conversation, UserId reader, long afterSeq, int max);
}
