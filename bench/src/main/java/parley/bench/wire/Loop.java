package parley.bench.wire;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// One event loop of the load tool, with what its connections share: the protocol, and the buffers
/// in which bytes are looked at and put together.
public final class Loop {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final EventLoop eventLoop;
    private final Protocol protocol;
    private byte[] in = new byte[BUFFER_BYTES];
    private byte[] out = new byte[BUFFER_BYTES];
    private Client[] written = new Client[1024];
    private int writtenCount;

    /// @param protocol made for this loop
    public Loop(EventLoop eventLoop, Function<Loop, Protocol> protocol) {
        this.eventLoop = eventLoop;
        this.protocol = protocol.apply(this);
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    public Protocol protocol() {
        return protocol;
    }

    /// Runs something on the loop after a while.
    public void later(Runnable task, long time, TimeUnit unit) {
        var unused = eventLoop.schedule(task, time, unit);
    }

    /// Room for so many bytes that came in.
    byte[] in(int bytes) {
        if (in.length < bytes) {
            in = new byte[Integer.highestOneBit(bytes) << 1];
        }
        return in;
    }

    /// Room for a frame that goes out.
    byte[] out(int bytes) {
        if (out.length < bytes) {
            out = new byte[Integer.highestOneBit(bytes) << 1];
        }
        return out;
    }

    void written(Client client) {
        if (writtenCount == written.length) {
            written = Arrays.copyOf(written, writtenCount * 2);
        }
        written[writtenCount++] = client;
    }

    /// Puts what was written in this turn on the network: one write a connection.
    public void flush() {
        for (int i = 0; i < writtenCount; i++) {
            written[i].flush();
        }
        writtenCount = 0;
    }
}
