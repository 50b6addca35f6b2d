package parley.core.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;

/// Slows down whoever guesses passwords. After ten wrong ones for a name each further attempt must
/// wait, one second, then two, doubling up to one minute; a quarter of an hour without attempts
/// forgives all. An address has 50 wrong ones at once and five a second.
///
/// For its name an attempt counts as wrong from its beginning until it turns out right, so that a
/// hundred at once gain nothing; for its address once it turned out wrong, so that a thousand
/// people behind one address get in together. It makes no difference whether the name exists. Holds
/// 100,000 names and as many addresses (some 20 MB when full); beyond that the one not tried for
/// longest is forgotten. Thread-safe.
public final class GuessLimiter {
    private static final int MAX = 100_000;
    private static final int FREE = 10;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(15);
    private static final double ADDRESS_BURST = 50;
    private static final double ADDRESS_PER_MS = 5 / 1000.0;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Guesses> names = new Oldest<>();
    private final Map<String, Bucket> addresses = new Oldest<>();

    public GuessLimiter(InstantSource clock) {
        this.clock = clock;
    }

    /// Begins an attempt; call exactly one method of what it returns when its outcome is known.
    ///
    /// @param name who is tried, folded
    /// @param address where it comes from (of IPv6 the first 64 bits); null if it is exempt
    /// @throws Refusal `rate_limited` with how long to wait; nothing is counted then
    public Attempt begin(String name, @Nullable String address) {
        Instant now = clock.instant();
        lock.lock();
        try {
            var guesses = names.computeIfAbsent(name, ignored -> new Guesses(now));
            var bucket =
                    address == null
                            ? null
                            : addresses.computeIfAbsent(address, ignored -> new Bucket(now));
            guesses.requireTime(now);
            if (bucket != null) {
                bucket.requireLeft(now);
            }
            guesses.count(now);
            return new Attempt(name, bucket);
        } finally {
            lock.unlock();
        }
    }

    /// One attempt that was let through.
    public final class Attempt {
        private final String name;
        private final @Nullable Bucket bucket;

        private Attempt(String name, @Nullable Bucket bucket) {
            this.name = name;
            this.bucket = bucket;
        }

        /// It was right: what was tried on this name before is forgiven.
        public void succeeded() {
            lock.lock();
            try {
                names.remove(name);
            } finally {
                lock.unlock();
            }
        }

        /// It was wrong.
        public void failed() {
            lock.lock();
            try {
                if (bucket != null) {
                    bucket.take();
                }
            } finally {
                lock.unlock();
            }
        }

        /// It wasn't looked at: as if it had never been made.
        public void undone() {
            lock.lock();
            try {
                var guesses = names.get(name);
                if (guesses != null) {
                    guesses.uncount();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// The wrong attempts on one name.
    private static final class Guesses {
        private int count;
        private Instant last;

        Guesses(Instant now) {
            this.last = now;
        }

        void requireTime(Instant now) {
            if (!now.isBefore(last.plus(FORGIVEN_AFTER))) {
                count = 0;
            }
            Instant next = last.plus(pause());
            if (count >= FREE && now.isBefore(next)) {
                throw Refusal.rateLimited(Duration.between(now, next));
            }
        }

        private Duration pause() {
            int doublings = Math.clamp(count - FREE, 0, 6); // 2^6 s is more than the longest
            Duration pause = FIRST_WAIT.multipliedBy(1L << doublings);
            return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
        }

        void count(Instant now) {
            count++;
            last = now;
        }

        void uncount() {
            count = Math.max(0, count - 1);
        }
    }

    /// What one address has left.
    private static final class Bucket {
        private double tokens = ADDRESS_BURST;
        private Instant filledAt;

        Bucket(Instant now) {
            this.filledAt = now;
        }

        void requireLeft(Instant now) {
            long passedMs = Math.max(0, Duration.between(filledAt, now).toMillis());
            tokens = Math.min(ADDRESS_BURST, tokens + passedMs * ADDRESS_PER_MS);
            filledAt = now;
            if (tokens < 1) {
                throw Refusal.rateLimited(
                        Duration.ofMillis((long) Math.ceil((1 - tokens) / ADDRESS_PER_MS)));
            }
        }

        /// Of attempts that were begun at once more may be wrong than are left: a debt, of one
        /// burst at most.
        void take() {
            tokens = Math.max(-ADDRESS_BURST, tokens - 1);
        }
    }

    private static final class Oldest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        Oldest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MAX;
        }
    }
}
