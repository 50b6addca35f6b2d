package parley.store.sqlite.lag;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.store.sql.Session;

/// How people find new conversations: the rows of `pair`, which lie scattered whatever their order,
/// and lag behind longer than all else, so that the more of them share each page that is written.
/// `pair_moved` says up to which conversation all have theirs; those of later ones are read from
/// their heads at the start. Everything is done under the lock of whoever writes, but [#between].
///
/// Bound: [#FULL] pairs; the writer waits for them to be moved before it adds more.
final class PairLag {
    /// Pairs from which they are moved: 40 to 80 bytes each.
    private static final int MANY =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / 2_000, 20_000, 400_000);

    private static final int FULL = 2 * MANY;

    /// They begin to be moved at this age, however few they are, and at twice this age the rest of
    /// them follows without a pause.
    private static final long OLD_NANOS = 60_000_000_000L;

    /// Rows that are written before the time is looked at.
    private static final int STEP = 100;

    private static final String INSERT =
            "INSERT OR IGNORE INTO pair (a, b, conversation) VALUES (?, ?, ?)";

    private volatile PairTable current = new PairTable();
    private volatile @Nullable PairTable frozen;
    private PairTable.@Nullable Rows rows;
    private int moved;
    private long begunNanos = System.nanoTime();
    private long frozenBegunNanos;

    /// Reads those that aren't in their table. Called once, before all else.
    void read(Session session) {
        var read = new PairTable();
        session.forEach(
                """
                SELECT id, a, b FROM conversation
                WHERE id > (SELECT conversation FROM pair_moved) AND kind = 0
                """,
                p -> {},
                row -> {
                    var id = row.conversation();
                    read.put(new Pair(row.user(), row.user()), id);
                });
        current = read;
    }

    /// From this conversation on pairs may have no rows, whatever is noted: how a database was
    /// brought up to date didn't know of those that weren't moved then. Called before [#read].
    void notMovedFrom(Session session, long conversation) {
        session.update(
                "UPDATE pair_moved SET conversation = ? WHERE conversation >= ?",
                p -> p.add(conversation - 1).add(conversation));
    }

    void add(Pair pair, ConversationId id) {
        current.put(pair, id);
    }

    /// Where these two talk, if that isn't in the table. Any thread: what is found may not be
    /// committed yet, and what isn't found is in the table if it is anywhere.
    @Nullable ConversationId between(Pair pair) {
        long id = current.get(pair);
        var older = frozen; // the younger first: what is frozen meanwhile is found here
        if (id == 0 && older != null) {
            id = older.get(pair);
        }
        return id == 0 ? null : new ConversationId(id);
    }

    /// Tells of all that wait.
    void forEach(Consumer<Pair> taker) {
        current.forEach(taker);
        var older = frozen;
        if (older != null) {
            older.forEach(taker);
        }
    }

    boolean isFull() {
        return current.size() >= FULL;
    }

    /// Whether some are to be moved now.
    ///
    /// @param all whether all are
    boolean isDue(boolean all) {
        var older = frozen;
        if (older != null) {
            return all || behind(older, moved) > 0 || isOld(frozenBegunNanos, 2 * OLD_NANOS);
        }
        return current.size() >= MANY
                || current.size() > 0 && (all || isOld(begunNanos, OLD_NANOS));
    }

    /// How much less of it is moved than is due, in parts of it.
    private double behind(PairTable older, int done) {
        double all = Math.max(1, older.size());
        return Turn.due(current.size() / all) - done / all;
    }

    private static boolean isOld(long begun, long age) {
        return System.nanoTime() - begun >= age;
    }

    boolean isFrozen() {
        return frozen != null;
    }

    /// Ends what is gathered now, if nothing is being moved: it is moved next.
    void freeze() {
        if (frozen == null) {
            frozen = current;
            current = new PairTable();
            moved = 0;
            frozenBegunNanos = begunNanos;
            begunNanos = System.nanoTime();
        }
    }

    /// Puts what is frozen in the order of the table, which takes a while and needs no lock:
    /// nothing changes in it any more. Called by whoever moves.
    void putInOrder() {
        var older = frozen;
        if (rows == null && older != null) {
            rows = older.rows();
        }
    }

    /// Moves some of what is frozen and in order; nothing if that isn't so.
    ///
    /// @return to be called when that is committed
    Runnable move(Session session) {
        var older = frozen;
        var ordered = rows;
        if (older == null || ordered == null) {
            return () -> {};
        }
        int to = insertSome(session, older, ordered);
        if (to < ordered.size()) {
            return () -> moved = to;
        }
        long upTo = Math.min(older.highest(), current.lowest() - 1);
        session.update(
                "UPDATE pair_moved SET conversation = MAX(conversation, ?)", p -> p.add(upTo));
        return () -> {
            frozen = null;
            rows = null;
        };
    }

    // @return up to which row
    private int insertSome(Session session, PairTable older, PairTable.Rows ordered) {
        long began = System.nanoTime();
        int to = moved;
        do {
            int end = Math.min(ordered.size(), to + STEP);
            session.batch(
                    INSERT,
                    IntStream.range(to, end).boxed().toList(),
                    (p, row) ->
                            p.add(ordered.a(row))
                                    .add(ordered.b(row))
                                    .add(ordered.conversation(row)));
            to = end;
        } while (to < ordered.size() && System.nanoTime() - began < Turn.nanos(behind(older, to)));
        return to;
    }
}
