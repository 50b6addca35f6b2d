package parley.bench.load;

import java.util.Arrays;
import org.HdrHistogram.SingleWriterRecorder;

/// The books of one event loop: numbers what its people send, and knows again what they receive.
/// For one thread, but for its [#tally].
public final class Ledger {
    private final int tag;
    private final RunClock clock;
    private final Window window;
    private final Tally tally = new Tally();
    private final Streams said;
    private final Streams heard;
    private final byte[] text;

    /// What all loops of a run have in common.
    ///
    /// @param tag tells this run's messages from others'
    /// @param streams so many pairs of sender and receiver there will be in one loop
    /// @param textLength characters of each message
    public record Run(RunClock clock, Window window, int tag, long streams, int textLength) {
        public Run {
            if (textLength < Stamp.LENGTH) {
                throw new IllegalArgumentException(
                        "a text has at least "
                                + Stamp.LENGTH
                                + " characters, which say what it is");
            }
        }
    }

    public Ledger(Run run) {
        tag = run.tag();
        clock = run.clock();
        window = run.window();
        said = new Streams(run.streams());
        heard = new Streams(run.streams());
        text = new byte[run.textLength()];
        Arrays.fill(text, (byte) '.');
    }

    public Tally tally() {
        return tally;
    }

    /// The text of a sender's next message; good until the next call.
    ///
    /// @param receiver to whom, or any one number for a group
    /// @param receivers how many
    public byte[] next(int sender, int receiver, int place, int receivers, long dueUs) {
        int number = said.next(Streams.key(receiver, sender, place));
        Stamp.write(text, 0, tag, sender, place, number, dueUs);
        tally.sent.one();
        tally.expected.add(receivers);
        return text;
    }

    /// A message came to someone.
    ///
    /// @param missed whether it came with what was missed, where the protocol lets it come again
    public void received(int receiver, byte[] bytes, int at, int length, boolean missed) {
        if (!Stamp.isStamp(bytes, at, length, tag)) {
            return;
        }
        if (Stamp.sender(bytes, at) == receiver) {
            return; // what was missed holds one's own messages too
        }
        long stream = Streams.key(receiver, Stamp.sender(bytes, at), Stamp.place(bytes, at));
        switch (heard.arrived(stream, Stamp.number(bytes, at))) {
            case NEW -> tally.received.one();
            case LATE -> {
                tally.received.one();
                tally.outOfOrder.one();
            }
            case KNOWN -> {
                (missed ? tally.repeated : tally.doubled).one();
                return;
            }
        }
        record(tally.delivery, Stamp.dueUs(bytes, at));
    }

    /// The server stored a message.
    public void acknowledged(byte[] bytes, int at, int length) {
        if (Stamp.isStamp(bytes, at, length, tag)) {
            tally.acknowledged.one();
            record(tally.acknowledgement, Stamp.dueUs(bytes, at));
        }
    }

    /// The server didn't store a message.
    ///
    /// @param receivers how many would have got it
    public void refused(byte[] bytes, int at, int length, int receivers) {
        if (Stamp.isStamp(bytes, at, length, tag)) {
            tally.refused.one();
            tally.refusedReceivers.add(receivers);
        }
    }

    private void record(SingleWriterRecorder into, long dueUs) {
        if (window.holds(dueUs)) {
            Tally.record(into, clock.us() - dueUs);
        }
    }
}
