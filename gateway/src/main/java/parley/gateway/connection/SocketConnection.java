package parley.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.core.log.Positions;
import parley.protocol.CloseCode;
import parley.protocol.Codec;
import parley.protocol.Event;
import parley.protocol.Limits;

/// A connection that is one socket to itself: WebSocket, TCP or TLS lines. Frames of one turn are
/// gathered into one buffer, so that a turn is one write.
///
/// Bounds: `limits.bufferBytes` of live frames, and what was asked for, which waits for the client
/// to read. Beyond the first the connection is closed as too slow (`4113`): it takes nothing more,
/// and gives the client [#DRAIN] to read what is there and the reason.
public final class SocketConnection implements Connection {
    /// Passing frames are left out while more than this waits.
    private static final int PASSING_BYTES = Limits.BUFFER_BYTES / 4;

    /// How long a client that is being closed may take to read what is left.
    private static final Duration DRAIN = Duration.ofSeconds(20);

    /// Tells the door that the connection is read again.
    static final Object GOES_ON = new Object();

    private final Channel channel;
    private final Door door;
    private final Framing framing;
    private final InetSocketAddress address;
    private final Writability writability = new Writability();
    private @Nullable ByteBuf gathered;
    private long askedBytes;
    private volatile boolean closing; // written on the loop alone
    private boolean paused;
    private Runnable closeHook = () -> {};
    private Consumer<CloseCode> closingHook = code -> {};

    public SocketConnection(
            Channel channel, Door door, Framing framing, InetSocketAddress address) {
        this.channel = channel;
        this.door = door;
        this.framing = framing;
        this.address = address;
    }

    @Override
    public Door door() {
        return door;
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public Codec codec() {
        return framing.codec();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void write(Outgoing frame) {
        if (closing || !channel.isActive()) {
            return;
        }
        long waiting = waitingBytes();
        if (frame.isPassing() && waiting > PASSING_BYTES) {
            return;
        }
        if (waiting > Limits.BUFFER_BYTES) {
            close(CloseCode.TOO_SLOW, "reads too slowly", Duration.ZERO);
            return;
        }
        framing.append(frame, buffer());
    }

    private long waitingBytes() {
        var outbound = channel.unsafe().outboundBuffer();
        long queued = outbound == null ? 0 : outbound.totalPendingWriteBytes();
        return queued + (gathered == null ? 0 : gathered.readableBytes()) - askedBytes;
    }

    private ByteBuf buffer() {
        var buffer = gathered;
        if (buffer == null) {
            buffer = channel.alloc().directBuffer(512);
            gathered = buffer;
        }
        return buffer;
    }

    @Override
    public void writeAsked(List<Outgoing> frames) {
        if (closing || !channel.isActive()) {
            return;
        }
        writeGathered();
        var buffer = channel.alloc().directBuffer(512);
        for (var frame : frames) {
            framing.append(frame, buffer);
        }
        int bytes = buffer.readableBytes();
        askedBytes += bytes;
        channel.writeAndFlush(buffer).addListener(done -> askedBytes -= bytes);
        writability.set(channel.isWritable());
    }

    @Override
    public void flush(Supplier<Positions> seen) {
        flush();
    }

    private void flush() {
        var buffer = gathered;
        if (buffer != null) {
            gathered = null;
            channel.writeAndFlush(buffer, channel.voidPromise());
        }
    }

    // ahead of what is written and flushed next
    private void writeGathered() {
        var buffer = gathered;
        if (buffer != null) {
            gathered = null;
            channel.write(buffer, channel.voidPromise());
        }
    }

    /// Control frames of the transport itself; left out where they aren't read.
    public void writeRaw(ByteBuf bytes) {
        if (closing || waitingBytes() > PASSING_BYTES) {
            bytes.release();
            return;
        }
        writeGathered();
        channel.writeAndFlush(bytes, channel.voidPromise());
    }

    @Override
    public boolean awaitWritable(Duration patience) throws InterruptedException {
        return writability.await(patience) && channel.isActive();
    }

    @Override
    public boolean hasRoom() {
        return channel.isWritable();
    }

    /// The channel's writability changed.
    public void writabilityChanged() {
        writability.set(channel.isWritable());
    }

    @Override
    public void ping() {
        framing.appendPing(buffer());
        flush();
    }

    @Override
    public void onClose(Runnable hook) {
        closeHook = hook;
    }

    @Override
    public void onClosing(Consumer<CloseCode> hook) {
        closingHook = hook;
    }

    private void ended() {
        var hook = closeHook;
        closeHook = () -> {};
        hook.run();
    }

    /// The channel is gone.
    public void gone() {
        closing = true;
        ended();
        writability.gone();
        var buffer = gathered;
        if (buffer != null) {
            gathered = null;
            buffer.release();
        }
    }

    // What was read already and waits at the door comes first.
    @Override
    public void read(boolean on) {
        paused = !on;
        if (on) {
            channel.pipeline().fireUserEventTriggered(GOES_ON);
        }
        if (!closing) {
            channel.config().setAutoRead(!paused);
        }
    }

    /// Whether no more frames are to be taken now, be they read or not.
    boolean isPaused() {
        return paused && !closing;
    }

    @Override
    public void close(CloseCode code, String reason, Duration reconnectAfter) {
        if (closing) {
            return;
        }
        closingHook.accept(code);
        framing.append(
                new Outgoing(new Event.Bye(code.number(), reason, reconnectAfter.toMillis())),
                buffer());
        closeWithoutBye(code, reason);
    }

    /// Answers the other side's own close.
    public void closeWithoutBye(CloseCode code, String reason) {
        if (closing) {
            return;
        }
        framing.appendClose(code, reason, buffer());
        closing = true;
        ended();
        var buffer = gathered;
        gathered = null;
        channel.config().setAutoRead(true); // so that its end is seen; what comes is thrown away
        if (buffer != null && channel.isActive()) {
            channel.writeAndFlush(buffer).addListener(ChannelFutureListener.CLOSE);
            loop().schedule(() -> channel.close(), DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            if (buffer != null) {
                buffer.release();
            }
            channel.close();
        }
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public boolean isOpen() {
        return !closing && channel.isActive();
    }
}
