package parley.bench.load;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The numbers of messages in each stream: what one sender says in one place to one receiver.
/// Numbers of a stream count 1, 2, 3 without a gap, so what comes tells by its number whether it is
/// new, late, or known already. For one thread.
public final class Streams {
    private final LongIntTable last;
    private final Map<Long, BitSet> gaps = new HashMap<>();

    /// What a received number means.
    public enum Arrival {
        /// The next one, or one that leaves a gap behind it.
        NEW,
        /// It fills a gap: one with a higher number came before it.
        LATE,
        /// It was here already.
        KNOWN
    }

    /// @param expected how many streams there will be
    public Streams(long expected) {
        last = new LongIntTable(expected);
    }

    /// Which stream it is.
    public static long key(int receiver, int sender, int place) {
        return (1L << 56) | (long) receiver << 35 | (long) sender << 15 | place;
    }

    /// The next number of a stream.
    public int next(long stream) {
        int slot = last.slot(stream);
        int number = last.value(slot) + 1;
        last.set(slot, number);
        return number;
    }

    /// Takes in a number that came.
    public Arrival arrived(long stream, int number) {
        int slot = last.slot(stream);
        int highest = last.value(slot);
        if (number == highest + 1) {
            last.set(slot, number);
            return Arrival.NEW;
        }
        if (number > highest) {
            gaps.computeIfAbsent(stream, _ -> new BitSet()).set(highest + 1, number);
            last.set(slot, number);
            return Arrival.NEW;
        }
        var missing = gaps.get(stream);
        if (missing == null || !missing.get(number)) {
            return Arrival.KNOWN;
        }
        missing.clear(number);
        return Arrival.LATE;
    }
}
