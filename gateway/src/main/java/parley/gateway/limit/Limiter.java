package parley.gateway.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// One rate, kept for each of many: users, devices, addresses. Thread-safe.
///
/// Bound: [#MAX] buckets; the one used least recently goes, and its owner begins with a full one.
public final class Limiter<K> {
    private static final int MAX = 200_000;

    private final Rate rate;
    private final LongSupplier nanos;
    private final Map<K, TokenBucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
                    return size() > MAX;
                }
            };

    /// @param nanos a clock that never goes back
    public Limiter(Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
    }

    /// Takes one for this key.
    ///
    /// @return zero if it may go on, else how long it should wait
    public Duration take(K key) {
        long now = nanos.getAsLong();
        TokenBucket bucket;
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(key, unused -> new TokenBucket(rate, now));
        }
        return bucket.take(now);
    }

    /// Gives back what was taken for something that didn't come about.
    public void giveBack(K key) {
        TokenBucket bucket;
        synchronized (buckets) {
            bucket = buckets.get(key);
        }
        if (bucket != null) {
            bucket.giveBack();
        }
    }

    /// Forgets buckets that are full again; for a sweep now and then.
    public void sweep() {
        long now = nanos.getAsLong();
        synchronized (buckets) {
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
    }
}
