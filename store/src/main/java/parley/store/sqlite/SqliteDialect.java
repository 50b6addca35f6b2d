package parley.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import parley.core.log.LogStore.StoreUnavailable;
import parley.store.sql.Dialect;
import parley.store.sql.Row;
import parley.store.sql.Session;
import parley.store.sql.StoreFailure;

/// What SQLite does its own way: a statement costs some microseconds, so rows are written by many
/// calls of a kept one, but many are found by one; and there is one writer, so nothing is locked.
final class SqliteDialect implements Dialect {
    /// So many keys are looked up one by one.
    private static final int FEW = 3;

    /// The texts of look-ups, of which there are as many as places in the code that have one.
    private final Map<Lookup, String> single = new ConcurrentHashMap<>();

    private final Map<Lookup, String> many = new ConcurrentHashMap<>();

    @Override
    public void find(
            Session session, Lookup lookup, Collection<long[]> keys, Consumer<Row> reader) {
        if (keys.size() > FEW) {
            findMany(session, lookup, keys, reader);
            return;
        }
        var sql = single.computeIfAbsent(lookup, SqliteDialect::single);
        for (var key : keys) {
            session.forEach(
                    sql,
                    p -> {
                        for (long part : key) {
                            p.add(part);
                        }
                    },
                    reader);
        }
    }

    private void findMany(
            Session session, Lookup lookup, Collection<long[]> keys, Consumer<Row> reader) {
        boolean one = lookup.keys().size() == 1;
        var array = new StringBuilder(12 * keys.size()).append('[');
        for (var key : keys) {
            array.append(array.length() > 1 ? "," : "")
                    .append(one ? Long.toString(key[0]) : Arrays.toString(key));
        }
        var sql = many.computeIfAbsent(lookup, SqliteDialect::many);
        session.forEach(sql, p -> p.add(array.append(']').toString()), reader);
    }

    private static String single(Lookup lookup) {
        var condition =
                lookup.keys().stream()
                        .map(key -> key + " = ?")
                        .collect(Collectors.joining(" AND "));
        return "SELECT %s FROM %s WHERE %s %s"
                .formatted(lookup.columns(), lookup.table(), condition, lookup.ending());
    }

    // CROSS JOIN: SQLite goes through the keys, and looks for each.
    private static String many(Lookup lookup) {
        var columns = lookup.keys();
        boolean one = columns.size() == 1;
        var condition =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i) + " = k.value" + (one ? "" : " ->> " + i))
                        .collect(Collectors.joining(" AND "));
        return "SELECT %s FROM json_each(?) k CROSS JOIN %s ON %s %s"
                .formatted(lookup.columns(), lookup.table(), condition, lookup.ending());
    }

    @Override
    public List<Long> insertNew(Session session, Insertion insertion, List<long[]> rows) {
        var marks = insertion.columns().stream().map(column -> "?");
        var sql =
                "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING"
                        .formatted(
                                insertion.table(),
                                String.join(", ", insertion.columns()),
                                marks.collect(Collectors.joining(", ")));
        int[] inserted =
                session.batch(
                        sql,
                        rows,
                        (p, row) -> {
                            for (long value : row) {
                                p.add(value);
                            }
                        });
        var there = new ArrayList<Long>();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] == 0) {
                there.add(rows.get(i)[2]);
            }
        }
        return there;
    }

    @Override
    public String locking(boolean wait) {
        return "";
    }

    // Rows of messages lie in the order in which they were committed, so that those of a batch are
    // found by halving, without an index that every send would pay for; and what of a conversation
    // lags behind needs no moving to be read here.
    @Override
    public void written(Session session, String columns, Written batches, Consumer<Row> reader) {
        long from = firstRow(session, batches.first());
        long to = firstRow(session, batches.last() + 1);
        session.forEach(
                "SELECT "
                        + columns
                        + " FROM message_row m WHERE m.id >= ? AND m.id < ?"
                        + " ORDER BY m.conversation, m.seq",
                p -> p.add(from).add(to),
                reader);
    }

    /// The first row of a batch that isn't before this one.
    private static long firstRow(Session session, long batch) {
        long low = 0; // batches of rows up to here are before it
        long high =
                session.first(
                                "SELECT COALESCE(MAX(id), 0) + 1 FROM message_row",
                                p -> {},
                                row -> row.number())
                        .orElseThrow();
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            long found =
                    session.first(
                                    "SELECT n FROM message_row WHERE id <= ? ORDER BY id DESC LIMIT 1",
                                    p -> p.add(middle),
                                    row -> row.number())
                            .orElse(0L);
            if (found < batch) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    @Override
    public String listing(String columns) {
        return "SELECT m.id, 0, "
                + columns
                + " FROM message_row m WHERE m.id > ? + ? ORDER BY m.id LIMIT ?";
    }

    @Override
    public MessageTable messages() {
        return new MessageTable(
                "message_row",
                "id = (SELECT message FROM message_place WHERE conversation = ? AND seq = ?)");
    }

    @Override
    public String choosing() {
        return """
        INSERT INTO direct_own (visibleFrom, flags, lane, n, "user", conversation)
        SELECT ?1, ?2, ?3, ?4, ?5, id FROM conversation
        WHERE id = ?6 AND kind = 0 AND ?5 IN (a, b)
        ON CONFLICT ("user", conversation) DO UPDATE SET
            visibleFrom = excluded.visibleFrom, flags = excluded.flags,
            lane = excluded.lane, n = excluded.n
        """;
    }

    @Override
    public void beginSnapshot(Session session) {
        session.execute("BEGIN DEFERRED");
    }

    @Override
    public void endSnapshot(Session session) {
        session.execute("COMMIT");
    }

    @Override
    public RuntimeException failure(SQLException cause) {
        var code =
                cause instanceof SQLiteException known
                        ? known.getResultCode()
                        : SQLiteErrorCode.SQLITE_ERROR;
        // the upper bits of a code tell more; the lowest byte is the kind
        return switch (code.code & 0xff) {
            case 5, 6, 8, 10, 11, 13, 14, 26 ->
                    new StoreUnavailable("the database file can't be used now: " + code, cause);
            default -> new StoreFailure("the database refused a statement: " + code, cause);
        };
    }
}
