package parley.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.gateway.connection.WebSocketFrames.BadFrame;
import parley.protocol.CloseCode;
import parley.protocol.Codec;
import parley.protocol.FrameError;
import parley.protocol.Limits;
import parley.protocol.Utf8;

/// The inbound end of a WebSocket (RFC 6455): puts messages together from their fragments, inflates
/// them, and reads the frames in each. Costs an idle connection one object and an empty buffer.
///
/// Bound: one unfinished message of [ConnectionListener#messageBytes], also after inflating, with
/// frames of `limits.frameBytes` and [Limits#MESSAGE_FRAMES] of them; what is larger closes the
/// connection (1009).
public final class WebSocketDoor extends ChannelInboundHandlerAdapter {
    private final SocketConnection connection;
    private final Framing.WebSocket framing;
    private final ConnectionListener listener;
    private final WebSocketFrames frames;
    private @Nullable ByteArrayOutputStream message;
    private boolean messageDeflated;
    private boolean gone;

    public WebSocketDoor(
            SocketConnection connection, Framing.WebSocket framing, ConnectionListener listener) {
        this.connection = connection;
        this.framing = framing;
        this.listener = listener;
        frames = new WebSocketFrames(framing.deflate());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (!(read instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(read);
            return;
        }
        try {
            if (!connection.isClosing()) {
                listener.heard();
                frames.feed(bytes);
                takeFrames();
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == SocketConnection.GOES_ON) {
            takeFrames();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void takeFrames() {
        try {
            while (!connection.isClosing() && !connection.isPaused()) {
                var frame = frames.next(listener.messageBytes());
                if (frame == null) {
                    return;
                }
                take(frame);
            }
            frames.leave();
        } catch (BadFrame e) {
            connection.close(e.code(), String.valueOf(e.getMessage()), Duration.ZERO);
        }
    }

    private void take(WebSocketFrames.Frame frame) {
        switch (frame.opcode()) {
            case WebSocketFrames.PING -> pong(frame.payload());
            case WebSocketFrames.PONG -> {} // having been heard is all it says
            case WebSocketFrames.CLOSE -> connection.closeWithoutBye(CloseCode.NORMAL, "");
            case WebSocketFrames.TEXT, WebSocketFrames.BINARY -> begin(frame);
            default -> goOn(frame);
        }
    }

    private void pong(byte[] payload) {
        var pong = Unpooled.buffer(2 + payload.length);
        Framing.WebSocket.append(0x80 | WebSocketFrames.PONG, payload, pong);
        connection.writeRaw(pong);
    }

    private void begin(WebSocketFrames.Frame frame) {
        boolean text = frame.opcode() == WebSocketFrames.TEXT;
        if (text != (framing.codec() == Codec.JSON)) {
            throw new BadFrame(
                    CloseCode.NOT_TEXT,
                    text ? "binary messages were agreed on" : "text messages were agreed on");
        }
        if (message != null) {
            throw new BadFrame(CloseCode.PROTOCOL_ERROR, "a message begins within another");
        }
        messageDeflated = frame.deflated();
        if (frame.last()) {
            complete(frame.payload());
        } else {
            message = new ByteArrayOutputStream();
            message.writeBytes(frame.payload());
        }
    }

    private void goOn(WebSocketFrames.Frame frame) {
        var parts = message;
        if (parts == null) {
            throw new BadFrame(CloseCode.PROTOCOL_ERROR, "a message goes on that never began");
        }
        WebSocketFrames.requireMessage(
                parts.size() + frame.payload().length, listener.messageBytes());
        parts.writeBytes(frame.payload());
        if (frame.last()) {
            message = null;
            complete(parts.toByteArray());
        }
    }

    private void complete(byte[] payload) {
        var bytes = messageDeflated ? Inflation.inflate(payload, listener.messageBytes()) : payload;
        if (framing.codec() == Codec.CBOR) {
            completeBinary(bytes);
            return;
        }
        if (!Utf8.isValid(bytes, 0, bytes.length)) {
            throw new BadFrame(CloseCode.BAD_UTF8, "text is UTF-8");
        }
        int from = 0;
        int count = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                int end = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
                if (end > from) {
                    requireFrame(end - from, ++count);
                    LineDoor.frame(listener, Codec.JSON, bytes, from, end - from);
                }
                from = i + 1;
            }
        }
    }

    private void completeBinary(byte[] bytes) {
        int count = 0;
        for (int from = 0; from < bytes.length; ) {
            int end;
            try {
                end = Codec.CBOR.endOf(bytes, from);
            } catch (FrameError e) {
                listener.receivedBad(e); // and nothing says where the next one begins
                return;
            }
            requireFrame(end - from, ++count);
            LineDoor.frame(listener, Codec.CBOR, bytes, from, end - from);
            from = end;
        }
    }

    private static void requireFrame(int bytes, int count) {
        if (bytes > Limits.FRAME_BYTES) {
            throw new BadFrame(CloseCode.TOO_LARGE, "a frame has at most 65536 bytes");
        }
        if (count > Limits.MESSAGE_FRAMES) {
            throw new BadFrame(CloseCode.TOO_LARGE, "a message has at most 10000 frames");
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
            frames.release();
            connection.gone();
            listener.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LineDoor.logUnlessReset(cause);
        context.close();
    }
}
