package parley.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import parley.bench.wire.FrameScanner;
import parley.bench.wire.FrameScanner.Span;

/// One connection to the relay.
final class FloorConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    private static final byte[] GREETING =
            ascii("\",\"session\":\"ss_0000000000000\",\"heartbeatMs\":25000}");
    private static final byte[] SYNCED =
            ascii("{\"type\":\"synced\",\"cursor\":\"0\",\"more\":false}");
    private static final byte[] OK = ascii("{\"type\":\"ok\",\"re\":\"");
    private static final byte[] OK_END =
            ascii(
                    "\",\"conversation\":\"cv_0000000000000\",\"seq\":1,\"rev\":1,\"at\":\"2026-01-01T00:00:00.000Z\"}");
    private static final byte[] MESSAGE =
            ascii(
                    "{\"type\":\"message\",\"conversation\":\"cv_0000000000000\",\"rev\":1,\"seq\":1,\"from\":\"");
    private static final byte[] TEXT = ascii("\",\"at\":\"2026-01-01T00:00:00.000Z\",\"text\":\"");
    private static final byte[] END = ascii("\"}");

    private final Rooms rooms;
    private final FloorFraming framing;
    private @Nullable Channel channel;
    private @Nullable FloorLoop loop;
    private @Nullable ByteBuf pending;
    private byte[] unfinished = NOTHING;
    private byte[] name = NOTHING;

    FloorConnection(Rooms rooms, boolean webSocket) {
        this.rooms = rooms;
        framing = webSocket ? new FloorFraming.WebSocket() : new FloorFraming.Lines();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        loop = FloorLoop.of(channel.eventLoop());
    }

    private FloorLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("nothing comes before the connection is open");
        }
        return loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf read)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            int kept = unfinished.length;
            int bytes = read.readableBytes();
            var in = Arrays.copyOf(unfinished, kept + bytes);
            read.readBytes(in, kept, bytes);
            int taken = framing.take(this, in, in.length);
            unfinished = taken == in.length ? NOTHING : Arrays.copyOfRange(in, taken, in.length);
        } finally {
            read.release();
        }
    }

    /// Takes one frame.
    void frame(byte[] bytes, int from, int to) {
        var scanner = loop().scanner();
        if (!scanner.scan(bytes, from, to)) {
            return;
        }
        switch (scanner.kind) {
            case HELLO -> hello(bytes, scanner);
            case SEND -> relay(bytes, scanner);
            case JOIN -> join(bytes, scanner);
            default -> {}
        }
    }

    private void hello(byte[] bytes, FrameScanner hello) {
        name = copy(bytes, hello.token);
        rooms.come(new String(name, StandardCharsets.US_ASCII), this);
        var ok = join(OK, copy(bytes, hello.id), GREETING);
        append(ok, ok.length);
        append(SYNCED, SYNCED.length);
    }

    private void join(byte[] bytes, FrameScanner join) {
        rooms.join(text(bytes, join.conversation), this);
        var ok = join(OK, copy(bytes, join.id), END);
        append(ok, ok.length);
    }

    private void relay(byte[] bytes, FrameScanner send) {
        var message = join(MESSAGE, name, TEXT, copy(bytes, send.text), END);
        var to = text(bytes, send.to);
        var ok = join(OK, copy(bytes, send.id), OK_END);
        append(ok, ok.length);
        for (var one : rooms.of(to)) {
            if (one != this) {
                one.loop().give(one, message);
            }
        }
    }

    private static String text(byte[] bytes, Span span) {
        return new String(bytes, span.at, Math.max(0, span.length), StandardCharsets.US_ASCII);
    }

    private static byte[] copy(byte[] bytes, Span span) {
        return Arrays.copyOfRange(bytes, span.at, span.at + Math.max(0, span.length));
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var whole = new byte[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    /// Writes a frame, which leaves at the end of the loop's turn.
    void append(byte[] frame, int length) {
        framing.write(frame, length, buffer());
    }

    /// Where bytes are written that leave at the end of the loop's turn.
    ByteBuf buffer() {
        var buffer = pending;
        if (buffer == null) {
            if (channel == null) {
                throw new IllegalStateException("nothing is written before the connection is open");
            }
            buffer = channel.alloc().directBuffer(512);
            pending = buffer;
            loop().written(this);
        }
        return buffer;
    }

    void flush() {
        var buffer = pending;
        pending = null;
        if (buffer != null && channel != null) {
            channel.writeAndFlush(buffer, channel.voidPromise());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        rooms.leave(new String(name, StandardCharsets.US_ASCII), this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
