package parley.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.store.sql.Session;

/// Moves what was committed from the write-ahead log into the database file, on a thread and
/// connection of its own, so that no commit ever waits for it. The longer it waits, the more often
/// a page was written meanwhile that it moves only once.
///
/// A passive checkpoint never catches up with a writer that never rests, and the log would grow
/// without end; so beyond a size the writer is held for the few milliseconds that the rest takes.
/// Nor does SQLite sync what such a checkpoint moved: all of it would be synced while the writer is
/// held, so it is synced here before.
final class Checkpoints implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    /// How long after a commit the log is looked at.
    private static final long LOOK_MS = 250;

    /// Pages in the log (of 4 KiB: 16 MB) from which a checkpoint is worth it at once.
    private static final long MANY_PAGES = 4_000;

    /// Pages in the log (128 MB) from which the writer is held until it can begin anew.
    private static final long TOO_MANY_PAGES = 32_000;

    /// Pages (2 MB) that the writer may wait for, and how often they are tried to be made as few.
    private static final long FEW_PAGES = 500;

    private static final int ROUNDS = 4;

    /// What was written is moved after this long in any case.
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(4);

    /// How long an erased text may stay in the log at the soonest: emptying it holds the writer.
    private static final long ERASED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Session session;
    private final FileChannel data;
    private final Lock writing;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean written;
    private volatile boolean erased;
    private long emptied = System.nanoTime() - ERASED_NANOS;
    private volatile boolean closed;

    private record LogSize(long pages, long moved) {
        long unmoved() {
            return pages - moved;
        }
    }

    /// @param writing held while a batch is written; held here, no batch is
    Checkpoints(SqliteFile file, Lock writing) {
        session = file.other();
        try {
            data = file.data();
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        this.writing = writing;
        thread = Thread.ofPlatform().name("store-checkpoint").start(this::run);
    }

    /// Something was committed.
    void written() {
        if (!written) {
            written = true;
            wake();
        }
    }

    /// Something was erased by what was committed: the log, which still has it, is to be emptied.
    void erased() {
        erased = true;
        written();
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try (data;
                session) {
            while (awaitWritten()) {
                try {
                    checkpoint();
                } catch (IOException | RuntimeException | Error e) { // else the log only grows
                    log.warn("a checkpoint failed; the next one repeats it", e);
                    written = true; // and comes soon
                }
            }
            size("TRUNCATE"); // so that the next start finds a short log
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("the database file can't be closed", e);
        }
    }

    private boolean awaitWritten() throws InterruptedException {
        lock.lock();
        try {
            while (!written && !closed) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    // Gathers until the log is long enough or old enough, then moves it.
    private void checkpoint() throws InterruptedException, IOException {
        written = false;
        long since = System.nanoTime();
        do {
            pause();
        } while (!closed
                && size("NOOP").unmoved() < MANY_PAGES
                && System.nanoTime() - since < MAX_WAIT_NANOS);
        if (size("PASSIVE").pages() > TOO_MANY_PAGES) {
            beginAnew("RESTART");
        }
        if (erased) {
            emptyIfTime();
        }
    }

    private void emptyIfTime() throws IOException {
        if (System.nanoTime() - emptied < ERASED_NANOS) {
            written = true; // come again
            return;
        }
        erased = false; // what is erased from now on asks again
        emptied = System.nanoTime();
        try {
            beginAnew("TRUNCATE");
        } catch (IOException | RuntimeException e) {
            erased = true;
            throw e;
        }
    }

    // Only when all is moved and nobody writes or reads the log can it begin anew. SQLite's own
    // wait for the writer is a poll that a busy writer always wins.
    private void beginAnew(String how) throws IOException {
        data.force(false);
        // what came meanwhile, so that the writer waits for little
        for (int i = 0; i < ROUNDS && size("NOOP").unmoved() > FEW_PAGES; i++) {
            size("PASSIVE");
            data.force(false);
        }
        writing.lock();
        try {
            size(how);
        } finally {
            writing.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(LOOK_MS);
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private LogSize size(String mode) {
        return session.first(
                        "PRAGMA wal_checkpoint(" + mode + ")",
                        p -> {},
                        row -> {
                            row.number(); // whether it was kept from finishing
                            return new LogSize(row.number(), row.number());
                        })
                .orElseThrow();
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
