package parley.search;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parley.core.log.Positions;

/// Searches that wait until what was committed before them can be found. Thread-safe.
final class Demand {
    /// How long a search waits: what comes later isn't missed by anyone who looks at a screen.
    static final Duration PATIENCE = Duration.ofMillis(300);

    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private @Nullable Positions shown;
    private int waiting;

    /// @param wake called when someone begins to wait
    Demand(Runnable wake) {
        this.wake = wake;
    }

    /// Whether all that these positions cover can be found.
    boolean isMet(Positions positions) {
        lock.lock();
        try {
            return meets(positions);
        } finally {
            lock.unlock();
        }
    }

    private boolean meets(Positions positions) {
        var now = shown;
        return now != null && !positions.beyond(now);
    }

    /// Whether someone waits.
    boolean isAny() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all that these positions cover can be found, for [#PATIENCE] at most; not at all
    /// where older messages are still missing.
    void await(Positions positions) {
        lock.lock();
        try {
            if (shown == null || meets(positions)) {
                return;
            }
            waiting++;
            try {
                wake.run();
                long left = PATIENCE.toNanos();
                while (left > 0 && shown != null && !meets(positions)) {
                    left = more.awaitNanos(left);
                }
            } finally {
                waiting--;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// So much can be found now.
    ///
    /// @param now null while older messages are still missing
    void shown(@Nullable Positions now) {
        lock.lock();
        try {
            shown = now;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
