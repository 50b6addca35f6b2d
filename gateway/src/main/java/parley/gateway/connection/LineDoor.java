package parley.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.protocol.CloseCode;
import parley.protocol.Codec;
import parley.protocol.FrameError;
import parley.protocol.Limits;

/// The inbound end of a TCP or TLS connection: cuts lines out of bytes and reads each as a frame. A
/// line may come in any number of pieces, and a piece may hold any number of lines.
///
/// Bound: one unfinished line of `limits.frameBytes`; a longer one closes the connection (1009).
/// And what one read brought, while the connection isn't read.
public final class LineDoor extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(LineDoor.class);

    private final SocketConnection connection;
    private final ConnectionListener listener;
    private ByteBuf unfinished = Unpooled.EMPTY_BUFFER;
    private ByteBuf untaken = Unpooled.EMPTY_BUFFER;
    private boolean gone;

    public LineDoor(SocketConnection connection, ConnectionListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            if (!connection.isClosing()) {
                listener.heard();
                takeLines(context, bytes);
                leave(context, bytes);
            }
        } finally {
            bytes.release();
        }
    }

    // What comes while the connection isn't read waits as the bytes it is, in a buffer of its size.
    private void leave(ChannelHandlerContext context, ByteBuf bytes) {
        if (bytes.isReadable() && !connection.isClosing()) {
            if (untaken == Unpooled.EMPTY_BUFFER) {
                untaken = context.alloc().buffer(bytes.readableBytes());
            }
            untaken.writeBytes(bytes);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != SocketConnection.GOES_ON) {
            context.fireUserEventTriggered(event);
            return;
        }
        var bytes = untaken;
        untaken = Unpooled.EMPTY_BUFFER;
        try {
            takeLines(context, bytes);
        } finally {
            if (bytes.isReadable() && !gone) {
                untaken = bytes;
            } else {
                release(bytes);
            }
        }
    }

    private static void release(ByteBuf bytes) {
        if (bytes != Unpooled.EMPTY_BUFFER) {
            bytes.release();
        }
    }

    private void takeLines(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable() && !connection.isClosing() && !connection.isPaused()) {
            int end = bytes.bytesBefore((byte) '\n');
            int length = end < 0 ? bytes.readableBytes() : end;
            if (unfinished.readableBytes() + length
                    > Limits.FRAME_BYTES + 1) { // 1 for a carriage return
                connection.close(
                        CloseCode.TOO_LARGE, "a frame has at most 65536 bytes", Duration.ZERO);
                return;
            }
            if (end < 0) {
                keep(context, bytes);
                return;
            }
            line(bytes, length);
            bytes.skipBytes(1);
        }
    }

    private void keep(ChannelHandlerContext context, ByteBuf bytes) {
        if (unfinished == Unpooled.EMPTY_BUFFER) {
            unfinished = context.alloc().buffer(bytes.readableBytes());
        }
        unfinished.writeBytes(bytes);
    }

    private void line(ByteBuf bytes, int length) {
        int kept = unfinished.readableBytes();
        var line = new byte[kept + length];
        unfinished.readBytes(line, 0, kept);
        bytes.readBytes(line, kept, length);
        if (kept > 0) {
            release(unfinished);
            unfinished = Unpooled.EMPTY_BUFFER;
        }
        int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (end > 0) {
            frame(listener, Codec.JSON, line, 0, end);
        }
    }

    /// Reads one frame and tells of it.
    static void frame(
            ConnectionListener listener, Codec codec, byte[] bytes, int from, int length) {
        try {
            listener.received(codec.read(bytes, from, length));
        } catch (FrameError e) {
            listener.receivedBad(e);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        gone();
    }

    private void gone() {
        if (!gone) {
            gone = true;
            connection.gone();
            release(unfinished);
            unfinished = Unpooled.EMPTY_BUFFER;
            release(untaken);
            untaken = Unpooled.EMPTY_BUFFER;
            listener.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        logUnlessReset(cause);
        context.close();
    }

    /// A reset is how many clients leave; anything else deserves a line.
    static void logUnlessReset(@Nullable Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("a connection broke: {}", cause.toString());
        } else {
            LOG.warn("a connection is closed after an error", cause);
        }
    }
}
