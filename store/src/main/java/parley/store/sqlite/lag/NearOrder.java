package parley.store.sqlite.lag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/// Puts rows in about the order in which they lie in their table, so that those of one page are
/// written together. Sorting tens of thousands of rows by comparing them follows pointers to memory
/// that isn't in the processor's cache, which costs more than it saves; here the numbers are looked
/// at once each, and only they are sorted.
final class NearOrder {
    private static final int INDEX_BITS = 24;
    private static final int RANK_BITS = 63 - INDEX_BITS;
    private static final long INDEX = (1L << INDEX_BITS) - 1;

    private NearOrder() {}

    /// Those of neighbouring numbers stay as they came if the numbers differ by less than one part
    /// in 2^39 of the whole range.
    ///
    /// @param rows fewer than 2^24
    static <T> List<T> by(ToLongFunction<T> number, List<T> rows) {
        if (rows.size() > INDEX) {
            throw new IllegalArgumentException("too many to put in order: " + rows.size());
        }
        var ranks = new long[rows.size()];
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = number.applyAsLong(rows.get(i));
            min = Math.min(min, ranks[i]);
            max = Math.max(max, ranks[i]);
        }
        int rangeBits = Long.SIZE - Long.numberOfLeadingZeros(max - min); // unsigned
        int shift = Math.max(0, rangeBits - RANK_BITS);
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = ranks[i] - min >>> shift << INDEX_BITS | i;
        }
        Arrays.sort(ranks);
        var ordered = new ArrayList<T>(ranks.length);
        for (long rank : ranks) {
            ordered.add(rows.get((int) (rank & INDEX)));
        }
        return ordered;
    }
}
