package parley.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.gateway.connection.Framing;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.Receiver;
import parley.protocol.Codec;

/// Someone who is here on a WebSocket that takes every byte at once: a turn's frames are gathered
/// in one buffer, as a connection does, and the buffer is let go where a socket would have taken
/// it.
final class Seat implements Receiver {
    private static final DeviceId DEVICE = new DeviceId(1);
    private static final Framing FRAMING = new Framing.WebSocket(Codec.JSON, false);

    private final UserId user;
    private final EventLoop loop;
    private @Nullable ByteBuf gathered;
    private long bytes;

    Seat(UserId user, EventLoop loop) {
        this.user = user;
        this.loop = loop;
    }

    /// What it was given.
    long bytes() {
        return bytes;
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public DeviceId device() {
        return DEVICE;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean sharesPresence() {
        return true;
    }

    @Override
    public void take(Outgoing event, Position position) {
        append(event);
    }

    @Override
    public void takeReply(Outgoing reply) {
        append(reply);
    }

    @Override
    public void takePassing(Outgoing event) {
        append(event);
    }

    private void append(Outgoing frame) {
        var buffer = gathered;
        if (buffer == null) {
            buffer = ByteBufAllocator.DEFAULT.directBuffer(512);
            gathered = buffer;
        }
        FRAMING.append(frame, buffer);
    }

    @Override
    public void lost() {
        throw new IllegalStateException("a batch could not be told");
    }

    @Override
    public void flush(Positions seen) {
        var buffer = gathered;
        if (buffer != null) {
            gathered = null;
            bytes += buffer.readableBytes();
            buffer.release();
        }
    }
}
