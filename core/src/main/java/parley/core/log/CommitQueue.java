package parley.core.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the writer. While one batch commits the next gathers here, so that there is no
/// timer, no added latency when idle, and few fsyncs when busy.
///
/// Bound: [#MAX_WEIGHT] bytes, and an eighth of the heap; when full, nothing is taken and the
/// sender is told `unavailable`.
final class CommitQueue {
    static final long MAX_WEIGHT = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    /// Entries of one batch: enough that the fsync is shared by many, few enough that a commit
    /// stays short.
    static final int MAX_BATCH = 1_000;

    /// How long after a batch that was shared the next one begins at the soonest, so that those who
    /// come one by one share it too: a commit costs the same whether one or many wait for it. Who
    /// comes alone is never held back.
    static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /// Entries that don't wait for company.
    private static final int COMPANY = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long weight;
    private boolean closed;
    private boolean nudged;
    private long paceUntil = System.nanoTime();

    /// @return false if the queue is full or closed, and the entry isn't in it
    boolean offer(Pending entry) {
        lock.lock();
        try {
            if (closed || weight + entry.weight() > MAX_WEIGHT) {
                return false;
            }
            waiting.add(entry);
            weight += entry.weight();
            if (waiting.size() == 1 || waiting.size() == COMPANY) {
                arrived.signal(); // those between find the writer awake, or waiting for company
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Makes [#take] return soon, with nothing if nothing waits.
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next batch: what waits, waiting up to `maxMs` for the first of it. Empty if nothing
    /// came.
    List<Pending> take(long maxMs) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(maxMs);
            while (waiting.isEmpty() && !closed && !nudged && left > 0) {
                left = arrived.awaitNanos(left);
            }
            for (long pace = pace(); pace > 0; pace = pace()) {
                pace = arrived.awaitNanos(pace);
            }
            nudged = false;
            int size = Math.min(waiting.size(), MAX_BATCH);
            paceUntil = System.nanoTime() + (size > 1 ? PACE_NANOS : 0);
            var batch = new ArrayList<Pending>(size);
            for (int i = 0; i < size; i++) {
                var entry = waiting.remove();
                weight -= entry.weight();
                batch.add(entry);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private long pace() {
        boolean alone = waiting.isEmpty() || waiting.size() >= COMPANY || closed || nudged;
        return alone ? 0 : paceUntil - System.nanoTime();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosedAndEmpty() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
