package parley.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before the next try: anything between nothing and a bound that doubles with
/// each failure ("full jitter"), so that many clients don't come back together.
public final class Backoff {
    private final Duration first;
    private final Duration most;
    private int failures;

    public Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
    }

    Duration next() {
        long bound = first.toMillis() << Math.min(failures++, 20);
        long ms = bound <= 0 || bound > most.toMillis() ? most.toMillis() : bound;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ms + 1));
    }

    void succeeded() {
        failures = 0;
    }
}
