package parley.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.protocol.Codec;
import parley.protocol.Fields;
import parley.protocol.FrameError;
import parley.protocol.Limits;

final class WebSocketDoorTest {
    /// The code 1009 and the begin of the reason, as they stand in a close frame.
    private static final String TOO_LARGE = "\u0003\u00f1a ";

    private final Heard heard = new Heard();

    private static final class Heard implements ConnectionListener {
        private final List<Fields> frames = new ArrayList<>();
        private final List<FrameError> bad = new ArrayList<>();
        private int messageBytes = Limits.MESSAGE_BYTES;

        @Override
        public void received(Fields frame) {
            frames.add(frame);
        }

        @Override
        public void receivedBad(FrameError error) {
            bad.add(error);
        }

        @Override
        public int messageBytes() {
            return messageBytes;
        }

        @Override
        public void heard() {}

        @Override
        public void closed() {}
    }

    private EmbeddedChannel open(Codec codec, boolean deflate) {
        var channel = new EmbeddedChannel();
        var framing = new Framing.WebSocket(codec, deflate);
        var connection =
                new SocketConnection(
                        channel,
                        Connection.Door.WEBSOCKET,
                        framing,
                        new InetSocketAddress("127.0.0.1", 1));
        channel.pipeline().addLast(new WebSocketDoor(connection, framing, heard));
        return channel;
    }

    // a mask of zeros leaves the payload as it is
    private static byte[] message(Codec codec, int more, byte[] payload) {
        int first = 0x80 | more | (codec == Codec.JSON ? WebSocketFrames.TEXT : 2);
        var head = ByteBuffer.allocate(14);
        head.put((byte) first).put((byte) (0x80 | 127)).putLong(payload.length).putInt(0);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.array());
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    private static byte[] ping(Codec codec, int bytes) {
        return codec.write(out -> out.put("type", "ping").put("x", "x".repeat(bytes)));
    }

    private static byte[] together(Codec codec, byte[]... frames) {
        var all = new ByteArrayOutputStream();
        for (var frame : frames) {
            all.writeBytes(frame);
            if (codec == Codec.JSON) {
                all.write('\n');
            }
        }
        return all.toByteArray();
    }

    private static byte[] tenTimes(Codec codec, int bytes) {
        var frames = new byte[10][];
        Arrays.fill(frames, ping(codec, bytes));
        return together(codec, frames);
    }

    private static String said(EmbeddedChannel channel) {
        channel.runPendingTasks();
        var said = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            said.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return said.toString();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void frames_of_one_message_may_have_more_together_than_one_of_them(Codec codec) {
        var channel = open(codec, false);
        channel.writeInbound(Unpooled.wrappedBuffer(message(codec, 0, tenTimes(codec, 20_000))));
        assertThat(heard.frames).hasSize(10);
        assertThat(said(channel)).isEmpty();
        channel.writeInbound(Unpooled.wrappedBuffer(message(codec, 0, tenTimes(codec, 30_000))));
        assertThat(said(channel)).contains(TOO_LARGE);
        assertThat(heard.frames).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void before_hello_a_message_has_as_much_as_one_frame(Codec codec) {
        heard.messageBytes = Limits.FRAME_BYTES;
        var channel = open(codec, false);
        channel.writeInbound(Unpooled.wrappedBuffer(message(codec, 0, tenTimes(codec, 6_000))));
        assertThat(heard.frames).hasSize(10);
        channel.writeInbound(Unpooled.wrappedBuffer(message(codec, 0, tenTimes(codec, 7_000))));
        assertThat(said(channel)).contains(TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void one_frame_that_is_too_large_ends_it(Codec codec) {
        var channel = open(codec, false);
        var frames = together(codec, ping(codec, 1), ping(codec, Limits.FRAME_BYTES));
        channel.writeInbound(Unpooled.wrappedBuffer(message(codec, 0, frames)));
        assertThat(heard.frames).hasSize(1);
        assertThat(said(channel)).contains(TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void a_message_has_ten_thousand_frames_at_most(Codec codec) {
        var channel = open(codec, false);
        var frames = new byte[10_001][];
        Arrays.fill(frames, codec.write(out -> out.put("type", "pong")));
        channel.writeInbound(Unpooled.wrappedBuffer(message(codec, 0, together(codec, frames))));
        assertThat(said(channel)).contains(TOO_LARGE);
    }

    @Test
    void what_comes_byte_by_byte_arrives_whole() {
        var channel = open(Codec.JSON, false);
        var twice =
                together(
                        Codec.CBOR,
                        message(Codec.JSON, 0, tenTimes(Codec.JSON, 500)),
                        message(Codec.JSON, 0, tenTimes(Codec.JSON, 5)));
        for (byte one : twice) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }
        assertThat(heard.frames).hasSize(20);
    }

    @Test
    void what_inflates_to_more_than_a_message_ends_it() {
        var channel = open(Codec.JSON, true);
        channel.writeInbound(Unpooled.wrappedBuffer(deflated(tenTimes(Codec.JSON, 20_000))));
        assertThat(heard.frames).hasSize(10);
        channel.writeInbound(Unpooled.wrappedBuffer(deflated(tenTimes(Codec.JSON, 30_000))));
        assertThat(said(channel)).contains(TOO_LARGE);
        assertThat(heard.frames).hasSize(10);
    }

    private static byte[] deflated(byte[] payload) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(payload);
            var out = new byte[payload.length];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return message(Codec.JSON, 0x40, Arrays.copyOf(out, length - 4));
        } finally {
            deflater.end();
        }
    }

    @Test
    void a_frame_behind_a_bad_one_arrives_in_a_cbor_message_too() {
        var channel = open(Codec.CBOR, false);
        var aNameTwice = HexFormat.of().parseHex("a2616101616102");
        var frames = together(Codec.CBOR, aNameTwice, ping(Codec.CBOR, 1));
        channel.writeInbound(Unpooled.wrappedBuffer(message(Codec.CBOR, 0, frames)));
        assertThat(heard.bad).hasSize(1);
        assertThat(heard.frames).hasSize(1);
        assertThat(said(channel)).isEmpty();
    }
}
