package parley.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.protocol.Frame;

/// One live connection through one door: frames out, frames in, close. It knows nothing of what
/// they mean.
interface Link extends AutoCloseable {
    /// Frames that may wait to be written; a link whose peer takes no more ends.
    int OUTGOING = 2_048;

    /// Puts a frame in line to be written, and never waits. The first one must be `hello`. What is
    /// written to a link that is over is lost; [#receive] tells.
    void send(Frame frame);

    /// The next that came, or null if nothing did in time.
    @Nullable Incoming receive(Duration patience) throws InterruptedException;

    /// Whether an `ok` stands in the order of a conversation's events (PROTOCOL.md section 5).
    boolean repliesInOrder();

    @Override
    void close();
}
