package parley.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Whether a stream was silent for too long. Thread-safe.
final class Silence {
    private final LongSupplier nanos;
    private volatile long heard;
    private volatile long boundNanos = Long.MAX_VALUE;

    /// @param nanos a clock that never goes back
    Silence(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// From now on it is to be heard at least this often.
    void begin(Duration bound) {
        heard();
        boundNanos = bound.toNanos();
    }

    void heard() {
        heard = nanos.getAsLong();
    }

    boolean isTooLong() {
        return nanos.getAsLong() - heard > boundNanos;
    }
}
