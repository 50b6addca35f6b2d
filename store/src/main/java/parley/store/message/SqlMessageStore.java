package parley.store.message;

import java.util.List;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.log.Positions;
import parley.core.message.MessageStore;
import parley.store.sql.Engine;

/// Reads the log. Each page is one statement on one index.
public final class SqlMessageStore implements MessageStore {
    /// Entries that are looked at first for what a cursor lacks: most who come back lack few.
    private static final int FIRST_LOOK = 16;

    private static final String SELECT =
            "SELECT " + MessageRows.COLUMNS + " FROM message m WHERE m.conversation = ?";

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
    public List<Message> before(
            ConversationId conversation, long fromSeq, long beforeSeq, int max) {
        return engine.read(
                        conversation,
                        session ->
                                session.list(
                                        SELECT
                                                + " AND m.seq >= ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?",
                                        p ->
                                                p.add(conversation)
                                                        .add(fromSeq)
                                                        .add(beforeSeq)
                                                        .add(max),
                                        row -> MessageRows.read(row, conversation)))
                .reversed();
    }

    @Override
    public List<Message> after(ConversationId conversation, long afterSeq, int max) {
        return engine.read(
                conversation,
                session ->
                        session.list(
                                SELECT + " AND m.seq > ? ORDER BY m.seq LIMIT ?",
                                p -> p.add(conversation).add(afterSeq).add(max),
                                row -> MessageRows.read(row, conversation)));
    }

    @Override
    public List<Message> threadBefore(
            ConversationId conversation, long root, long beforeSeq, int max) {
        return engine.read(
                        conversation,
                        session ->
                                session.list(
                                        "SELECT "
                                                + MessageRows.COLUMNS
                                                + """
                                                 FROM thread_message m
                                                WHERE m.conversation = ? AND m.thread = ? AND m.seq < ?
                                                ORDER BY m.seq DESC LIMIT ?
                                                """,
                                        p -> p.add(conversation).add(root).add(beforeSeq).add(max),
                                        row -> MessageRows.read(row, conversation)))
                .reversed();
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

    // What lies beyond a cursor is a suffix of the revs.
    private static List<LogEntry> beyond(List<LogEntry> newestFirst, Positions covered) {
        return newestFirst.stream().takeWhile(entry -> !covered.covers(entry.position())).toList();
    }

    @Override
    public int countFromOthers(ConversationId conversation, UserId reader, long afterSeq, int max) {
        return engine.read(
                        conversation,
                        session ->
                                session.first(
                                        """
                                        SELECT COUNT(*) FROM (SELECT 1 FROM message m
                                            WHERE m.conversation = ? AND m.seq > ? AND m.sender <> ? LIMIT ?) AS n
                                        """,
                                        p -> p.add(conversation).add(afterSeq).add(reader).add(max),
                                        row -> row.smallNumber()))
                .orElse(0);
    }
}
