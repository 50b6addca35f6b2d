package parley.store.sqlite.lag;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.log.LogStore.StoreUnavailable;
import parley.store.sql.Session;
import parley.store.sqlite.lag.Lag.Frozen;

/// Moves what lags into its tables, on a thread of its own, in slices between which the writer
/// commits. The further what is moved of the old generation stays behind what the new one has grown
/// to, the longer a slice lasts ([Turn]), so that the old one is gone before the new one is too
/// large. The more the writer has to do, the longer the slices; neither ever waits for the other to
/// be done.
public final class Mover implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mover.class);
    private static final long LOOK_MS = 250;

    /// Rows that are written before the time is looked at.
    private static final int STEP = 64;

    private final Lag lag;
    private final Aside aside;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    /// How long the writer waits for room.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /// Writes beside the log: under the writer's lock, in a transaction that the next commit of the
    /// log makes durable.
    @FunctionalInterface
    public interface Aside {
        /// @param rows writes, and gives what is to be done, still under the lock, when that is
        ///   committed
        void write(Work rows);

        /// What is written.
        @FunctionalInterface
        interface Work {
            Runnable on(Session session);
        }
    }

    public Mover(Lag lag, Aside aside) {
        this.lag = lag;
        this.aside = aside;
        thread = Thread.ofPlatform().name("store-mover").start(this::run);
    }

    private void run() {
        try {
            while (pause()) {
                moveIfDue(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pause() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(LOOK_MS);
            while (left > 0 && !closed && !lag.isMuch()) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until more may be added.
    ///
    /// @throws StoreUnavailable if that takes too long
    public void awaitRoom() {
        lock.lock();
        try {
            long left = PATIENCE_NANOS;
            while (lag.isFull() && left > 0) {
                changed.signalAll();
                left = changed.awaitNanos(left);
            }
            if (lag.isFull()) {
                throw new StoreUnavailable("what lags isn't moved", new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Called by one thread at a time.
    private void moveIfDue(boolean all) {
        try {
            // what a failure left half moved comes first
            if (lag.isFrozen() || lag.isDue(all)) {
                move();
            }
            while (lag.pairs().isDue(all) && (all || !lag.isMuch())) {
                movePairs();
            }
        } catch (StoreUnavailable e) {
            log.debug("what lags can't be moved now", e);
        } catch (RuntimeException | Error e) { // without this thread the writer waits for ever
            log.warn("what lags can't be moved; it is tried again", e);
        }
    }

    private void move() {
        var moving = new Frozen[1];
        aside.write(session -> {
            moving[0] = lag.freeze();
            return () -> {};
        });
        wake(); // what comes has room again
        var frozen = moving[0].generation();
        var entries = NearOrder.by(entry -> entry.id().number(), new ArrayList<>(frozen.entries()));
        var users = NearOrder.by(LagRows::placeOfList, frozen.unlisted());
        var course = new Course(moving[0], entries.size() + users.size());
        slices(
                course,
                entries,
                entry -> !entry.isLogMoved(),
                LagRows::writeLogs,
                entry -> entry.logMoved());
        slices(
                course,
                users,
                user -> true,
                (rows, some) -> rows.writeLists(some.stream().map(frozen::missing).toList()),
                frozen::listed);
        aside.write(session -> {
            if (course.isOver()) {
                return () -> {};
            }
            var upTo = moving[0].upTo();
            new LagRows(session).writeMoved(upTo.batch(), upTo.row());
            return () -> lag.thawed(moving[0]);
        });
        wake();
    }

    private void movePairs() {
        if (!lag.pairs().isFrozen()) {
            aside.write(session -> {
                lag.pairs().freeze();
                return () -> {};
            });
        }
        lag.pairs().putInOrder();
        aside.write(session -> lag.pairs().move(session));
        wake();
    }

    /// How far the moving of a generation has come: each conversation counts as a row, and each
    /// list.
    private final class Course {
        private final Frozen frozen;
        private final long rows;
        private long moved;

        Course(Frozen frozen, long rows) {
            this.frozen = frozen;
            this.rows = rows;
        }

        /// Whether all was read again meanwhile: it is to be moved again, with what came since, and
        /// what is held here may be older than what is in the tables by now.
        boolean isOver() {
            return !lag.isFrozen(frozen);
        }

        /// How long a slice may last that has moved some more.
        long sliceNanos(int more) {
            return Turn.nanos(Turn.due(lag.grown()) - (double) (moved + more) / rows);
        }
    }

    /// Writes rows in slices of some milliseconds each.
    ///
    /// @param wanted asked when its turn comes: a reader may have had it moved
    private <T> void slices(
            Course course,
            List<T> rows,
            Predicate<T> wanted,
            BiConsumer<LagRows, List<T>> writer,
            Consumer<T> done) {
        int[] next = {0};
        while (next[0] < rows.size()) {
            aside.write(session -> {
                if (course.isOver()) {
                    next[0] = rows.size();
                    return () -> {};
                }
                var into = new LagRows(session);
                int from = next[0];
                int to = from;
                long began = System.nanoTime();
                while (to < rows.size()
                        && System.nanoTime() - began < course.sliceNanos(to - from)) {
                    int end = Math.min(rows.size(), to + STEP);
                    writer.accept(into, rows.subList(to, end).stream().filter(wanted).toList());
                    to = end;
                }
                int upTo = to;
                return () -> {
                    rows.subList(from, upTo).forEach(done);
                    next[0] = upTo;
                    course.moved += upTo - from;
                };
            });
            if (lag.pairs().isDue(false)) { // nor do those wait until this is over
                movePairs();
            }
        }
    }

    /// Moves all that waits, and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        moveIfDue(true);
    }
}
