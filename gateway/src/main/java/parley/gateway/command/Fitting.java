package parley.gateway.command;

import java.util.List;
import java.util.function.ToLongFunction;
import parley.gateway.hub.WireWeight;

/// What of a page fits into a frame. One entry always does.
final class Fitting {
    private Fitting() {}

    /// The first ones.
    static <E> List<E> first(List<E> entries, ToLongFunction<E> weight) {
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            bytes += weight.applyAsLong(entries.get(i));
            if (bytes > WireWeight.FRAME && i > 0) {
                return entries.subList(0, i);
            }
        }
        return entries;
    }

    /// The last ones.
    static <E> List<E> last(List<E> entries, ToLongFunction<E> weight) {
        int fitting = first(entries.reversed(), weight).size();
        return entries.subList(entries.size() - fitting, entries.size());
    }

    /// One entry and those nearest to it, as many on either side as there is room for.
    static <E> List<E> around(List<E> entries, int middle, ToLongFunction<E> weight) {
        if (entries.isEmpty()) {
            return entries;
        }
        int low = middle;
        int high = middle + 1;
        long room = WireWeight.FRAME - weight.applyAsLong(entries.get(middle));
        boolean older = true;
        boolean newer = true;
        while (older || newer) {
            older = older && low > 0 && weight.applyAsLong(entries.get(low - 1)) <= room;
            if (older) {
                room -= weight.applyAsLong(entries.get(--low));
            }
            newer = newer && high < entries.size() && weight.applyAsLong(entries.get(high)) <= room;
            if (newer) {
                room -= weight.applyAsLong(entries.get(high++));
            }
        }
        return entries.subList(low, high);
    }
}
