package parley.store.postgresql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import parley.core.log.LogStore.StoreUnavailable;
import parley.store.sql.Dialect;
import parley.store.sql.Parameters;
import parley.store.sql.Row;
import parley.store.sql.Session;
import parley.store.sql.StoreFailure;

/// What PostgreSQL does its own way: a call is a round trip, so many rows travel as arrays in one;
/// and other nodes write too, so heads are locked.
final class PostgresqlDialect implements Dialect {
    @Override
    public void find(
            Session session, Lookup lookup, Collection<long[]> keys, Consumer<Row> reader) {
        var columns = lookup.keys();
        var sql =
                columns.size() == 1
                        ? "SELECT %s FROM %s WHERE %s = ANY(?) %s"
                                .formatted(
                                        lookup.columns(),
                                        lookup.table(),
                                        columns.getFirst(),
                                        lookup.ending())
                        : "SELECT %s FROM unnest(%s) AS k(%s) JOIN %s ON %s %s"
                                .formatted(
                                        lookup.columns(),
                                        repeat(columns.size(), i -> "?::bigint[]", ", "),
                                        repeat(columns.size(), i -> "k" + i, ", "),
                                        lookup.table(),
                                        repeat(
                                                columns.size(),
                                                i -> columns.get(i) + " = k.k" + i,
                                                " AND "),
                                        lookup.ending());
        session.forEach(sql, p -> addColumns(p, keys, columns.size()), reader);
    }

    @FunctionalInterface
    private interface Part {
        String of(int index);
    }

    private static String repeat(int times, Part part, String between) {
        return IntStream.range(0, times).mapToObj(part::of).collect(Collectors.joining(between));
    }

    private static void addColumns(Parameters parameters, Collection<long[]> rows, int columns)
            throws SQLException {
        for (int i = 0; i < columns; i++) {
            int column = i;
            parameters.add(rows.stream().mapToLong(row -> row[column]).toArray());
        }
    }

    // In the order of the key, so that two nodes that insert the same rows wait for each other
    // without a deadlock.
    @Override
    public List<Long> insertNew(Session session, Insertion insertion, List<long[]> rows) {
        int columns = insertion.columns().size();
        var sql =
                """
                INSERT INTO %s (%s) SELECT * FROM unnest(%s) AS r ORDER BY 1, 2
                ON CONFLICT DO NOTHING RETURNING %s
                """
                        .formatted(
                                insertion.table(),
                                String.join(", ", insertion.columns()),
                                repeat(columns, i -> "?::bigint[]", ", "),
                                insertion.columns().get(2));
        var there = new HashSet<Long>();
        rows.forEach(row -> there.add(row[2]));
        session.write(sql, p -> addColumns(p, rows, columns), row -> there.remove(row.number()));
        return List.copyOf(there);
    }

    @Override
    public String locking(boolean wait) {
        return "ORDER BY c.id FOR NO KEY UPDATE" + (wait ? "" : " SKIP LOCKED");
    }

    // Revs of a conversation are dense, so of those above one, what isn't a change is a message,
    // and
    // how many they are tells the seq where they begin.
    @Override
    public void written(Session session, String columns, Written batches, Consumer<Row> reader) {
        session.forEach(
                """
                SELECT %s
                FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS t(id, low, high)
                JOIN conversation c ON c.id = t.id
                CROSS JOIN LATERAL (
                    SELECT * FROM message w WHERE w.conversation = t.id AND w.seq >
                        c.lastSeq - (c.lastRev - t.low + 1) + (SELECT COUNT(*) FROM change x
                            WHERE x.conversation = t.id AND x.rev >= t.low AND x.rev <= c.lastRev)
                    ORDER BY w.seq LIMIT t.high - t.low + 1) AS m
                WHERE m.rev BETWEEN t.low AND t.high ORDER BY m.conversation, m.seq
                """
                        .formatted(columns),
                p -> addColumns(p, batches.touched(), 3),
                reader);
    }

    @Override
    public String listing(String columns) {
        return "SELECT m.conversation, m.seq, "
                + columns
                + " FROM message m WHERE (m.conversation, m.seq) > (?, ?)"
                + " ORDER BY m.conversation, m.seq LIMIT ?";
    }

    @Override
    public MessageTable messages() {
        return new MessageTable("message", "conversation = ? AND seq = ?");
    }

    @Override
    public String choosing() {
        return """
        UPDATE direct SET visibleFrom = ?, flags = ?, lane = ?, n = ?
        WHERE "user" = ? AND conversation = ?
        """;
    }

    @Override
    public void beginSnapshot(Session session) {
        session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    @Override
    public void endSnapshot(Session session) {
        session.execute("COMMIT");
    }

    @Override
    public RuntimeException failure(SQLException cause) {
        return isAway(cause.getSQLState())
                ? new StoreUnavailable("the database can't be reached or written now", cause)
                : new StoreFailure("the database refused a statement", cause);
    }

    // Classes of SQLSTATE: 08 connection, 53 resources, 57P shut down or starting, 25006 a standby;
    // the pool's own exceptions have none.
    private static boolean isAway(@Nullable String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("25006");
    }

    /// Whether a batch is worth repeating as it is: it stood in another's way.
    static boolean isDeadlock(RuntimeException failure) {
        return failure instanceof StoreFailure
                && failure.getCause() instanceof SQLException cause
                && ("40P01".equals(cause.getSQLState()) || "40001".equals(cause.getSQLState()));
    }
}
