package parley.gateway.connection;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import parley.core.log.Positions;
import parley.protocol.CloseCode;
import parley.protocol.Codec;

/// One live transport. Frames are written to it in order; it forgets them once they are out.
///
/// Every method but [#awaitWritable], [#isOpen] and [#address] is called on [#loop] alone.
public interface Connection {
    /// Which door it came in by.
    enum Door {
        WEBSOCKET,
        TCP,
        TLS,
        SSE,
        POLL
    }

    Door door();

    EventLoop loop();

    Codec codec();

    InetSocketAddress address();

    /// Takes a live frame. It goes out with the next [#flush]. When more than `limits.bufferBytes`
    /// wait, the connection is closed as too slow; passing frames are left out long before.
    void write(Outgoing frame);

    /// Sends frames that the client asked for. They don't count against `limits.bufferBytes`; the
    /// caller waits for [#awaitWritable] before each call.
    void writeAsked(List<Outgoing> frames);

    /// Sends what was written.
    ///
    /// @param seen how far the frames written so far go, for transports that tell a cursor with
    ///   them
    void flush(Supplier<Positions> seen);

    /// Blocks until what was written is mostly out.
    ///
    /// @return false if the client read nothing for as long as `patience`, or is gone
    boolean awaitWritable(Duration patience) throws InterruptedException;

    /// Whether what was written is mostly out.
    boolean hasRoom();

    /// Asks the other side for a sign of life.
    void ping();

    /// Called once when the connection begins to close, be it from here or there; what it was part
    /// of ends at once, although the client may still be reading the rest.
    void onClose(Runnable hook);

    /// Called once with the reason if the server closes the connection, by [#close] or because it
    /// reads too slowly.
    void onClosing(Consumer<CloseCode> hook);

    /// Stops or goes on reading commands.
    void read(boolean on);

    /// Says why and closes. The `bye` comes first where the transport has no close code of its own.
    void close(CloseCode code, String reason, Duration reconnectAfter);

    boolean isOpen();
}
