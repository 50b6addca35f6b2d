package parley.bench.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.HdrHistogram.ValueRecorder;

/// What became of the messages of one event loop: counted on the loop, read by others.
public final class Tally {
    /// Latencies are kept from a microsecond to ten minutes, to three digits.
    private static final long LATENCY_MAX_US = 600_000_000;

    private static final int DIGITS = 3;

    /// Messages that were handed to the network.
    public final Count sent = new Count();

    /// So many receivers they have.
    public final Count expected = new Count();

    /// Messages whose `ok` came.
    public final Count acknowledged = new Count();

    /// Messages that the server refused.
    public final Count refused = new Count();

    /// Receivers of the refused ones.
    public final Count refusedReceivers = new Count();

    /// Messages that came to a receiver for the first time.
    public final Count received = new Count();

    /// Messages that came again.
    public final Count doubled = new Count();

    /// Messages that came again with what a client missed, as the protocol allows.
    public final Count repeated = new Count();

    /// Messages that came after a later one of the same sender in the same place.
    public final Count outOfOrder = new Count();

    /// Messages whose turn came when their sender wasn't connected; they were never sent.
    public final Count skipped = new Count();

    /// Conversations of which a part of what was missed came.
    public final Count incomplete = new Count();

    /// Answers to commands that aren't sends.
    public final Count answered = new Count();

    /// Those of them that were refused.
    public final Count commandsRefused = new Count();

    /// People who are logged in now.
    public final Count connected = new Count();

    /// Logins that succeeded.
    public final Count logins = new Count();

    /// Attempts to log in that failed, and were made again.
    public final Count retries = new Count();

    /// People who were told not to come back.
    public final Count turnedAway = new Count();

    /// Connections that ended by themselves.
    public final Count dropped = new Count();

    /// From the first packet of a connection to its being logged in.
    public final SingleWriterRecorder login = new SingleWriterRecorder(1, LATENCY_MAX_US, DIGITS);

    /// From when a message was due to its receipt by an addressee.
    public final SingleWriterRecorder delivery =
            new SingleWriterRecorder(1, LATENCY_MAX_US, DIGITS);

    /// From when a message was due to its `ok`.
    public final SingleWriterRecorder acknowledgement =
            new SingleWriterRecorder(1, LATENCY_MAX_US, DIGITS);

    /// An empty histogram of the same shape.
    public static Histogram histogram() {
        return new Histogram(1, LATENCY_MAX_US, DIGITS);
    }

    /// Records a latency.
    public static void record(ValueRecorder into, long micros) {
        into.recordValue(Math.clamp(micros, 1, LATENCY_MAX_US));
    }
}
