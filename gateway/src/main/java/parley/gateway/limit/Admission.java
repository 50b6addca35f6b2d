package parley.gateway.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets handshakes in at the rate that the CPU bears: so many are worked on at once, the others
/// wait in line. Whoever finds the line too long, or waits too long in it, is told when to come
/// back. Thread-safe.
public final class Admission {
    private final Semaphore working;
    private final int lineMax;
    private final Duration patience;
    private final AtomicInteger line = new AtomicInteger();

    /// @param atOnce handshakes worked on at once
    /// @param lineMax how many may wait
    public Admission(int atOnce, int lineMax, Duration patience) {
        working = new Semaphore(atOnce, true);
        this.lineMax = lineMax;
        this.patience = patience;
    }

    /// @return false if there is no room; else [#leave] must follow
    public boolean enter() throws InterruptedException {
        if (line.incrementAndGet() > lineMax) {
            line.decrementAndGet();
            return false;
        }
        try {
            return working.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            line.decrementAndGet();
        }
    }

    public void leave() {
        working.release();
    }

    /// How many wait.
    public int waiting() {
        return line.get();
    }
}
