package parley.bench.load;

import java.util.Arrays;

/// When each sender's next message is due: a timer wheel with slots of a millisecond. The schedule
/// is open: a message is due when it is due, whether or not the one before it got through, and its
/// latency counts from then. Times are rounded down to the millisecond, which is the schedule's
/// grain; fractions are carried on, so that rates are kept. For one thread.
public final class Wheel {
    private static final int SLOTS = 1 << 12;

    private final int[] firstOf = new int[SLOTS];
    private final int[] nextOf;
    private final double[] dueMs;
    private long reachedMs = -1;

    /// Told of what is due.
    public interface Due {
        /// @param dueMs when it was due; it may be later now
        /// @return how long after it the same sender's next is due, or a negative number for never
        double due(int sender, long dueMs);
    }

    /// @param senders numbered from 0
    public Wheel(int senders) {
        nextOf = new int[senders];
        dueMs = new double[senders];
        Arrays.fill(firstOf, -1);
    }

    /// Has a sender's next message be due at a time, or at once if that is past.
    public void put(int sender, double atMs) {
        dueMs[sender] = atMs;
        int slot = (int) Math.max(reachedMs + 1, (long) atMs) & (SLOTS - 1);
        nextOf[sender] = firstOf[slot];
        firstOf[slot] = sender;
    }

    /// Tells of everything that is due by now, in order of its millisecond.
    public void advance(long nowMs, Due told) {
        while (reachedMs < nowMs) {
            long slotMs = reachedMs + 1;
            int slot = (int) slotMs & (SLOTS - 1);
            int sender = firstOf[slot];
            firstOf[slot] = -1;
            reachedMs = slotMs;
            while (sender >= 0) {
                int following = nextOf[sender];
                fire(sender, slotMs, told);
                sender = following;
            }
        }
    }

    private void fire(int sender, long slotMs, Due told) {
        double at = dueMs[sender];
        while (at < slotMs + 1) {
            double pause = told.due(sender, slotMs);
            if (pause < 0) {
                return;
            }
            at += pause;
        }
        put(sender, at);
    }
}
