package parley.gateway.limit;

import java.time.Duration;

/// So many a second, with a burst: the classic bucket that fills by itself. Thread-safe.
final class TokenBucket {
    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAt;

    TokenBucket(Rate rate, long now) {
        perNano = rate.perSecond() / 1e9;
        burst = rate.burst();
        tokens = burst;
        filledAt = now;
    }

    /// Takes one.
    ///
    /// @return zero if there was one, else how long it takes until there is
    synchronized Duration take(long now) {
        fill(now);
        if (tokens >= 1) {
            tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
    }

    /// Gives one back that was taken.
    synchronized void giveBack() {
        tokens = Math.min(burst, tokens + 1);
    }

    private void fill(long now) {
        tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * perNano);
        filledAt = now;
    }

    /// Whether nothing was taken for so long that a new bucket would be the same.
    synchronized boolean isFull(long now) {
        fill(now);
        return tokens >= burst;
    }
}
