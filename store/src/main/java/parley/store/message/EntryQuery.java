package parley.store.message;

import java.util.List;
import parley.core.id.ConversationId;
import parley.core.log.Change;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.store.body.ChangeBodies;
import parley.store.body.MessageBodies;
import parley.store.body.StateBodies;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// A conversation's messages and other changes as one list by rev. Both come from one statement,
/// thus one state of the log: with two, a batch committed between them would tear a gap.
///
/// Messages have no index by rev and need none. Revs are dense, so of the revs above one, those
/// that aren't changes are messages, and how many they are tells the seq where they begin.
final class EntryQuery {
    private static final String AS_ENTRY =
            """
            SELECT m.rev AS rev, m.seq AS seq, m.lane, m.n, m.sender, m.at, m."key",
                CAST(NULL AS INTEGER) AS kind, m.body, m.state
            FROM message m WHERE m.conversation = ?\
            """;
    private static final String CHANGE_AS_ENTRY =
            """
            SELECT x.rev AS rev, CAST(NULL AS BIGINT) AS seq, x.lane, x.n, x.sender, x.at, NULL,
                x.kind, x.body, CAST(NULL AS BYTEA)
            FROM change x WHERE x.conversation = ?\
            """;

    // Changes beyond what the head says yet may be there before it does (on SQLite heads lag).
    private static final String AFTER =
            "SELECT * FROM ("
                    + AS_ENTRY
                    + """
                       AND m.seq >
                        (SELECT c.lastSeq - (c.lastRev - ?) + (SELECT COUNT(*) FROM change x
                            WHERE x.conversation = c.id AND x.rev > ? AND x.rev <= c.lastRev)
                         FROM conversation c WHERE c.id = ?)
                     ORDER BY m.seq LIMIT ?) AS messages UNION ALL SELECT * FROM (\
                    """
                    + CHANGE_AS_ENTRY
                    + " AND x.rev > ? ORDER BY x.rev LIMIT ?) AS changes ORDER BY rev LIMIT ?";

    private static final String NEWEST =
            "SELECT * FROM ("
                    + AS_ENTRY
                    + " ORDER BY m.seq DESC LIMIT ?) AS messages UNION ALL SELECT * FROM ("
                    + CHANGE_AS_ENTRY
                    + " ORDER BY x.rev DESC LIMIT ?) AS changes ORDER BY rev DESC LIMIT ?";

    private EntryQuery() {}

    /// The first `max` above a rev, oldest first.
    static List<LogEntry> after(Session session, ConversationId conversation, long rev, int max) {
        return session.list(
                AFTER,
                p -> {
                    p.add(conversation).add(rev).add(rev).add(conversation).add(max);
                    p.add(conversation).add(rev).add(max).add(max);
                },
                row -> read(row, conversation));
    }

    /// The last `max`, newest first.
    static List<LogEntry> newest(Session session, ConversationId conversation, int max) {
        return session.list(
                NEWEST,
                p -> p.add(conversation).add(max).add(conversation).add(max).add(max),
                row -> read(row, conversation));
    }

    private static LogEntry read(Row row, ConversationId conversation) {
        long rev = row.number();
        var seq = row.numberOrNull();
        var position = row.position();
        var from = row.user();
        var at = row.time();
        var key = row.textOrNull();
        int kind = row.smallNumber();
        var body = row.bytes();
        var state = row.bytesOrNull();
        return seq == null
                ? new Change(conversation, rev, position, from, at, ChangeBodies.decode(kind, body))
                : new Message(
                        conversation,
                        seq,
                        rev,
                        position,
                        from,
                        at,
                        key,
                        MessageBodies.decode(body),
                        StateBodies.decode(state));
    }
}
