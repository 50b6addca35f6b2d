package parley.store.sqlite.lag;

import parley.core.conversation.Pair;

/// A Bloom filter of pairs of people (Bloom, 1970), with two bits of a power of two for each: it
/// never denies one that was added. Thread-safe.
final class PairFilter {
    /// A filter of more bits than so many for each pair says yes to few others: 5 of a hundred.
    private static final int BITS_EACH = 8;

    private static final int BITS_MIN = 1 << 16;
    private static final int BITS_MAX = 1 << 26; // 8 MiB

    private final long[] words;
    private final long mask;
    private long added;

    /// @param expected pairs; as many again can be added before it [#isCrowded]
    PairFilter(long expected) {
        long bits = Long.highestOneBit(Math.max(1, 2 * expected * BITS_EACH - 1)) << 1;
        bits = Math.clamp(bits, BITS_MIN, BITS_MAX);
        words = new long[(int) (bits / Long.SIZE)];
        mask = bits - 1;
    }

    synchronized void add(Pair pair) {
        long hash = hash(pair.a().bits(), pair.b().bits());
        set(hash);
        set(hash >>> 32);
        added++;
    }

    /// Whether it was added; sometimes also when it wasn't.
    synchronized boolean mayHold(Pair pair) {
        long hash = hash(pair.a().bits(), pair.b().bits());
        return isSet(hash) && isSet(hash >>> 32);
    }

    /// Whether a larger one would say yes to fewer others.
    synchronized boolean isCrowded() {
        return added * BITS_EACH > mask && mask + 1 < BITS_MAX;
    }

    synchronized long added() {
        return added;
    }

    private void set(long place) {
        long bit = place & mask;
        words[(int) (bit >>> 6)] |= 1L << bit;
    }

    private boolean isSet(long place) {
        long bit = place & mask;
        return (words[(int) (bit >>> 6)] & 1L << bit) != 0;
    }

    // ids of people are random, so mixing them is enough (the finalizer of MurmurHash3)
    static long hash(long a, long b) {
        long hash = a * 31 + b;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
