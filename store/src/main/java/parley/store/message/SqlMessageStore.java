package parley.store.message;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import parley.core.message.MessageStore;
import parley.core.message.SeqRange;
import parley.store.sql.Engine;

/// Reads the log. Each page is one statement on one index, with a few more for what lies beside its
/// messages.
public final class SqlMessageStore implements MessageStore {
    /// Entries that are looked at first for what a cursor lacks: most who come back lack few.
    private static final int FIRST_LOOK = 16;

    private static final String SELECT =
            "SELECT " + MessageRows.COLUMNS + " FROM message m WHERE m.conversation = ?";

    // Each list is read in the order of its index, and no further back than a page: those that name
    // the reader by time, and of each group those that name everybody by seq, which is their order
    // too.
    private static final String NAMING =
            """
            SELECT conversation, seq, at FROM (
                SELECT * FROM (
                    SELECT n.conversation AS conversation, n.seq AS seq, n.at AS at
                    FROM mention n
                    WHERE n."user" = ? AND (n.at, n.conversation, n.seq) < (?, ?, ?)
                    ORDER BY n.at DESC, n.conversation DESC, n.seq DESC LIMIT ?) AS own
                UNION
                SELECT n.conversation, n.seq, n.at
                FROM member g CROSS JOIN mention n
                WHERE g."user" = ? AND g.state = 0
                    AND n."user" = ? AND n.conversation = g.conversation
                    AND n.seq >= g.visibleFrom AND n.seq >= COALESCE((
                        SELECT x.seq FROM mention x
                        WHERE x."user" = ? AND x.conversation = g.conversation
                            AND (x.at, x.conversation, x.seq) < (?, ?, ?)
                        ORDER BY x.seq DESC LIMIT 1 OFFSET ?), 0)) AS named
            WHERE (at, conversation, seq) < (?, ?, ?)
            ORDER BY at DESC, conversation DESC, seq DESC LIMIT ?
            """;

    private final Engine engine;

    public SqlMessageStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Message> find(ConversationId conversation, long seq) {
        return engine.read(
                conversation,
                session ->
                        session.first(
                                SELECT + " AND m.seq = ?",
                                p -> p.add(conversation).add(seq),
                                row -> MessageRows.read(row, conversation)));
    }

    @Override
    public Snapshot folded(ConversationId conversation, UserId reader, List<Wanted> wanted) {
        return engine.snapshot(
                conversation, session -> FoldedQuery.read(session, conversation, reader, wanted));
    }

    @Override
    public List<LogEntry> entriesAfter(ConversationId conversation, long afterRev, int max) {
        return engine.read(
                conversation, session -> EntryQuery.after(session, conversation, afterRev, max));
    }

    @Override
    public List<LogEntry> entriesBeyond(ConversationId conversation, Positions covered, int max) {
        return engine.read(
                        conversation,
                        session -> {
                            int first = Math.min(FIRST_LOOK, max);
                            var newest = EntryQuery.newest(session, conversation, first);
                            var beyond = beyond(newest, covered);
                            return beyond.size() < first || first == max
                                    ? beyond
                                    : beyond(
                                            EntryQuery.newest(session, conversation, max), covered);
                        })
                .reversed();
    }

    @Override
    public Map<ConversationId, List<LogEntry>> entriesBeyond(
            Collection<ConversationId> conversations, Positions covered, int max) {
        return engine.read(
                conversations,
                session -> {
                    var each = new HashMap<ConversationId, List<LogEntry>>();
                    for (var id : conversations) {
                        var newest = EntryQuery.newest(session, id, max);
                        each.put(id, beyond(newest, covered).reversed());
                    }
                    return each;
                });
    }

    // What lies beyond a cursor is a suffix of the revs.
    private static List<LogEntry> beyond(List<LogEntry> newestFirst, Positions covered) {
        return newestFirst.stream().takeWhile(entry -> !covered.covers(entry.position())).toList();
    }

    @Override
    public List<Change> edits(ConversationId conversation, long seq) {
        return engine.read(conversation, session -> ChangeRows.edits(session, conversation, seq));
    }

    @Override
    public Set<Long> expired(ConversationId conversation, Collection<Long> seqs, Instant now) {
        return engine.read(
                conversation,
                session -> {
                    var expired = new HashSet<Long>();
                    for (long seq : seqs) {
                        session.forEach(
                                """
                                SELECT m.seq FROM message m
                                WHERE m.conversation = ? AND m.seq = ? AND m.expiresAt <= ?
                                """,
                                p -> p.add(conversation).add(seq).add(now),
                                row -> expired.add(row.number()));
                    }
                    return expired;
                });
    }

    @Override
    public List<SeqRange> hidden(ConversationId conversation, UserId user) {
        return engine.read(
                conversation, session -> StoredMessageRows.hidden(session, conversation, user));
    }

    @Override
    public Mentions mentions(ConversationId conversation, UserId user, long afterSeq) {
        return engine.read(
                        conversation,
                        session ->
                                session.first(
                                        """
                                        SELECT COUNT(DISTINCT n.seq), COALESCE(MIN(n.seq), 0)
                                        FROM mention n
                                        WHERE n."user" IN (?, ?) AND n.conversation = ?
                                          AND n.seq > ? AND NOT EXISTS (
                                            SELECT 1 FROM hidden h
                                            WHERE h."user" = ? AND h.conversation = n.conversation
                                              AND n.seq BETWEEN h.low AND h.high)
                                        """,
                                        p ->
                                                p.add(user)
                                                        .add(MessageRows.EVERYBODY)
                                                        .add(conversation)
                                                        .add(afterSeq)
                                                        .add(user),
                                        row -> new Mentions(row.smallNumber(), row.number())))
                .orElse(Mentions.NONE);
    }

    @Override
    public List<Named> naming(UserId user, @Nullable Named after, int max) {
        long at = after == null ? Long.MAX_VALUE : after.at().toEpochMilli();
        long conversation = after == null ? Long.MAX_VALUE : after.conversation().number();
        long seq = after == null ? Long.MAX_VALUE : after.seq();
        return engine.read(
                user,
                session ->
                        session.list(
                                NAMING,
                                p -> {
                                    p.add(user).add(at).add(conversation).add(seq).add(max);
                                    p.add(user);
                                    p.add(MessageRows.EVERYBODY).add(MessageRows.EVERYBODY);
                                    p.add(at).add(conversation).add(seq).add(max);
                                    p.add(at).add(conversation).add(seq).add(max);
                                },
                                row -> new Named(row.conversation(), row.number(), row.time())));
    }

    @Override
    public int countFromOthers(ConversationId conversation, UserId reader, long afterSeq, int max) {
        return engine.read(
                        conversation,
                        session ->
                                session.first(
                                        """
                                        SELECT COUNT(*) FROM (SELECT 1 FROM message m
                                            WHERE m.conversation = ? AND m.seq > ? AND m.sender <> ?
                                              AND m.gone IS NULL AND NOT EXISTS (
                                                SELECT 1 FROM hidden h
                                                WHERE h."user" = ? AND h.conversation = ?
                                                  AND m.seq BETWEEN h.low AND h.high)
                                            LIMIT ?) AS n
                                        """,
                                        p ->
                                                p.add(conversation)
                                                        .add(afterSeq)
                                                        .add(reader)
                                                        .add(reader)
                                                        .add(conversation)
                                                        .add(max),
                                        row -> row.smallNumber()))
                .orElse(0);
    }
}
