package parley.store.sqlite.lag;

import java.util.concurrent.TimeUnit;

/// How long whoever moves rows keeps the writer waiting: the two take turns, and a turn of the
/// writer is as long as it has to commit. So the further the moving is behind what comes, the
/// longer its turns.
final class Turn {
    /// What is moved goes so much faster than what comes.
    private static final double LEAD = 1.25;

    /// While moving is ahead.
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// How far behind a turn is the longest, in parts of what is moved.
    private static final double FAR_BEHIND = 0.5;

    private Turn() {}

    /// How much is to be moved by now, in parts of it: all, once as much came since.
    ///
    /// @param grown how much came since, in parts of it
    static double due(double grown) {
        return Math.min(1, LEAD * grown);
    }

    /// How long a turn lasts.
    ///
    /// @param behind how much less is moved than is due, in parts of it; negative: more
    static long nanos(double behind) {
        return SHORTEST_NANOS
                + (long) ((LONGEST_NANOS - SHORTEST_NANOS) * Math.clamp(behind / FAR_BEHIND, 0, 1));
    }
}
