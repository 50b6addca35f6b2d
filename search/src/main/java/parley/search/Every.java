package parley.search;

import java.time.Duration;

/// Something that is due now and then. Used by one thread.
final class Every {
    private final long nanos;
    private long next = System.nanoTime();

    Every(Duration period) {
        nanos = period.toNanos();
    }

    boolean isDue() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + nanos;
        return true;
    }

    /// It is due.
    void now() {
        next = System.nanoTime();
    }

    /// It isn't due again before so much time has passed.
    void rest(Duration least) {
        next = System.nanoTime() + least.toNanos();
    }

    long nanosLeft() {
        return next - System.nanoTime();
    }
}
