package parley.search;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import parley.core.log.Positions;

/// Searches that wait until what was committed before them can be found. Thread-safe.
final class Demand {
    /// How long a search waits: what comes later isn't missed by anyone who looks at a screen.
    static final Duration PATIENCE = Duration.ofMillis(300);

    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private Positions shown = Positions.NONE;
    private boolean hopeless;
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
        return !hopeless && !positions.beyond(shown);
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
            waiting++;
            try {
                long left = PATIENCE.toNanos();
                if (!hopeless && !meets(positions)) {
                    wake.run();
                }
                while (left > 0 && !hopeless && !meets(positions)) {
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
    void shown(Positions now) {
        set(now, false);
    }

    /// Older messages are still missing, for longer than anyone waits.
    void hopeless() {
        set(Positions.NONE, true);
    }

    /// Whether nobody waits since [#hopeless] was said.
    boolean isHopeless() {
        lock.lock();
        try {
            return hopeless;
        } finally {
            lock.unlock();
        }
    }

    private void set(Positions now, boolean none) {
        lock.lock();
        try {
            shown = now;
            hopeless = none;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
