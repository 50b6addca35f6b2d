package parley.core.message;

import java.util.Collection;
import java.util.List;

/// Some messages that follow each other, both ends with them.
public record SeqRange(long low, long high) {
    public SeqRange {
        if (low < 1 || high < low) {
            throw new IllegalArgumentException("a range goes from a seq to one that isn't lower");
        }
    }

    public static SeqRange of(long seq) {
        return new SeqRange(seq, seq);
    }

    public boolean has(long seq) {
        return low <= seq && seq <= high;
    }

    public long size() {
        return high - low + 1;
    }

    /// Whether one of these has the seq.
    public static boolean anyHas(Collection<SeqRange> ranges, long seq) {
        return ranges.stream().anyMatch(range -> range.has(seq));
    }

    /// Seqs in ascending order as the fewest ranges.
    public static List<SeqRange> of(List<Long> seqs) {
        var ranges = new java.util.ArrayList<SeqRange>();
        for (long seq : seqs) {
            var last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && last.high() + 1 == seq) {
                ranges.set(ranges.size() - 1, new SeqRange(last.low(), seq));
            } else {
                ranges.add(of(seq));
            }
        }
        return List.copyOf(ranges);
    }
}
