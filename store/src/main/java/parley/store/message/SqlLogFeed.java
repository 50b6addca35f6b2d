package parley.store.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.log.Change;
import parley.core.log.LogEntry;
import parley.core.log.LogFeed;
import parley.core.log.Message;
import parley.core.log.Positions;
import parley.store.body.ChangeBodies;
import parley.store.body.TouchedBodies;
import parley.store.sql.Dialect.Written;
import parley.store.sql.Engine;
import parley.store.sql.Session;

/// Reads the feed: one row a batch, which says what it touched, and then what was touched. It reads
/// nothing by way of heads or places of messages, which may lag behind.
public final class SqlLogFeed implements LogFeed {
    /// Rows of the feed that are looked at for one page.
    private static final int BATCHES = 256;

    private static final String COLUMNS = "m.conversation, " + MessageRows.COLUMNS;

    private final Engine engine;

    public SqlLogFeed(Engine engine) {
        this.engine = engine;
    }

    /// Batches of one lane, without a gap from what was covered on.
    ///
    /// @param last the number of the last one
    /// @param spans of each conversation the first and last rev
    private record Batches(long last, Map<ConversationId, long[]> spans) {
        long revs() {
            return spans.values().stream().mapToLong(span -> span[1] - span[0] + 1).sum();
        }
    }

    @Override
    public Positions end() {
        return engine.read(SqlLogFeed::end);
    }

    private static Positions end(Session session) {
        var last = new TreeMap<Integer, Long>();
        session.forEach(
                "SELECT id, n FROM lane_end WHERE n > 0",
                p -> {},
                row -> last.put(row.smallNumber(), row.number()));
        return new Positions(last);
    }

    @Override
    public Optional<Page> after(Positions covered, int max) {
        return engine.read(session -> after(session, covered, max));
    }

    private static Optional<Page> after(Session session, Positions covered, int max) {
        var end = end(session); // first: what the feed holds is at least as new
        if (covered.beyond(end)) {
            return Optional.empty();
        }
        var entries = new ArrayList<LogEntry>();
        var upTo = new TreeMap<>(covered.last());
        for (var lane : end.last().entrySet()) {
            long from = covered.of(lane.getKey());
            if (lane.getValue() == from || entries.size() >= max) {
                continue;
            }
            var batches = batches(session, lane.getKey(), from, max - entries.size());
            if (batches == null) {
                return Optional.empty();
            }
            entries.addAll(entries(session, lane.getKey(), from, batches));
            upTo.put(lane.getKey(), batches.last());
        }
        return Optional.of(new Page(entries, new Positions(upTo)));
    }

    // null if the first of them is forgotten
    private static @Nullable Batches batches(Session session, int lane, long from, int max) {
        var rows = new TreeMap<Long, byte[]>();
        session.forEach(
                "SELECT n, touched FROM batch WHERE lane = ? AND n > ? ORDER BY n LIMIT ?",
                p -> p.add(lane).add(from).add(BATCHES),
                row -> rows.put(row.number(), row.bytes()));
        if (!rows.containsKey(from + 1)) {
            return null;
        }
        var spans = new LinkedHashMap<ConversationId, long[]>();
        long last = from;
        long revs = 0;
        for (var row : rows.entrySet()) {
            if (revs >= max) {
                break;
            }
            for (var touched : TouchedBodies.decode(row.getValue())) {
                revs += touched.lastRev() - touched.firstRev() + 1;
                if (touched.lastRev() >= touched.firstRev()) {
                    spans.merge(
                            touched.conversation(),
                            new long[] {touched.firstRev(), touched.lastRev()},
                            SqlLogFeed::joined);
                }
            }
            last = row.getKey();
        }
        return new Batches(last, spans);
    }

    private static long[] joined(long[] one, long[] other) {
        return new long[] {Math.min(one[0], other[0]), Math.max(one[1], other[1])};
    }

    private static List<LogEntry> entries(Session session, int lane, long from, Batches batches) {
        if (batches.spans().isEmpty()) {
            return List.of();
        }
        var touched = new ArrayList<long[]>();
        batches.spans()
                .forEach((id, span) -> touched.add(new long[] {id.number(), span[0], span[1]}));
        var entries = new ArrayList<LogEntry>((int) Math.min(batches.revs(), 100_000));
        var messages = new HashMap<ConversationId, Integer>();
        session.dialect()
                .written(
                        session,
                        COLUMNS,
                        new Written(lane, from + 1, batches.last(), touched),
                        row -> {
                            var message = MessageRows.read(row, row.conversation());
                            entries.add(message);
                            messages.merge(message.conversation(), 1, Integer::sum);
                        });
        batches.spans()
                .forEach((id, span) -> {
                    if (messages.getOrDefault(id, 0) < span[1] - span[0] + 1) {
                        entries.addAll(changes(session, id, span));
                    }
                });
        entries.sort(Comparator.comparing(LogEntry::conversation).thenComparingLong(LogEntry::rev));
        return entries;
    }

    private static List<Change> changes(Session session, ConversationId id, long[] span) {
        return session.list(
                """
                SELECT rev, lane, n, sender, at, kind, body FROM change
                WHERE conversation = ? AND rev BETWEEN ? AND ? ORDER BY rev
                """,
                p -> p.add(id).add(span[0]).add(span[1]),
                row ->
                        new Change(
                                id,
                                row.number(),
                                row.position(),
                                row.user(),
                                row.time(),
                                ChangeBodies.decode(row.smallNumber(), row.bytes())));
    }

    @Override
    public Listing messages(@Nullable Place after, int max) {
        var from = after == null ? new Place(Long.MIN_VALUE / 2, 0) : after;
        return engine.read(session -> {
            var messages = new ArrayList<Message>(max);
            var end = new ArrayList<Place>(1);
            session.forEach(
                    session.dialect().listing(COLUMNS),
                    p -> p.add(from.first()).add(from.second()).add(max),
                    row -> {
                        end.clear();
                        end.add(new Place(row.number(), row.number()));
                        messages.add(MessageRows.read(row, row.conversation()));
                    });
            return new Listing(messages, messages.size() < max ? null : end.getLast());
        });
    }
}
