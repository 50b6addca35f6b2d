package parley.store.sqlite.lag;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.conversation.Pair;
import parley.core.log.LogStore.StoreUnavailable;

/// Knows of most pairs of people without a conversation that they have none, so that beginning one
/// doesn't look through a table that is larger than memory. It is read from that table on a thread
/// of its own after the start, and again when it has grown too small; until then it knows nothing,
/// and every pair is looked for.
///
/// What is committed while it is read is added to what is being read as well; what waits to be
/// moved then, is told at the beginning: a pair is in the table when it is passed, or it was told.
/// All methods but [#close] are called under the lock of whoever writes.
public final class KnownPairs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KnownPairs.class);
    private static final int PAGE = 10_000;

    /// After so long a page that couldn't be read is read again.
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Table table;
    private volatile @Nullable PairFilter known;
    private volatile @Nullable PairFilter reading;
    private volatile boolean closed;
    private @Nullable Thread reader;

    /// The pairs in the table, in an order of their own.
    @FunctionalInterface
    public interface Table {
        /// @param last begin after this one; null: with the first
        List<Pair> after(@Nullable Pair last, int max);
    }

    public KnownPairs(Table table) {
        this.table = table;
    }

    /// Begins to read the table.
    ///
    /// @param expected about how many it holds
    /// @param waiting those that aren't in the table yet
    void read(long expected, Waiting waiting) {
        var filter = new PairFilter(expected);
        waiting.forEach(filter::add);
        reading = filter;
        reader = Thread.ofPlatform().name("store-pairs").start(() -> fill(filter));
    }

    private void fill(PairFilter filter) {
        Pair last = null;
        while (!closed) {
            try {
                var page = table.after(last, PAGE);
                page.forEach(filter::add);
                if (page.size() < PAGE) {
                    known = filter;
                    return;
                }
                last = page.getLast();
            } catch (StoreUnavailable e) {
                log.debug("pairs can't be read now; until then each is looked for", e);
                LockSupport.parkNanos(AGAIN_NANOS);
            } catch (RuntimeException e) {
                log.warn("the pairs can't be read; each is looked for", e);
                return;
            }
        }
    }

    /// Whether these two may have a conversation; false if they surely have none.
    boolean mayHold(Pair pair) {
        var filter = known;
        return filter == null || filter.mayHold(pair);
    }

    /// These two have one from now on.
    ///
    /// @param waiting those that aren't in the table yet, this one among them
    void add(Pair pair, Waiting waiting) {
        var now = known;
        var next = reading;
        if (now != null) {
            now.add(pair);
        }
        if (next != null && next != now) {
            next.add(pair);
        }
        if (now != null && next == now && now.isCrowded()) {
            read(now.added(), waiting);
        }
    }

    /// What isn't in the table yet.
    @FunctionalInterface
    interface Waiting {
        void forEach(Consumer<Pair> taker);
    }

    /// Waits until the table is read as far as it is being read now.
    void awaitRead() {
        var thread = reader;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Stops to read.
    @Override
    public void close() {
        closed = true;
        awaitRead();
    }
}
