package parley.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.protocol.Codec;
import parley.protocol.Fields;
import parley.protocol.FrameError;
import parley.protocol.Limits;

/// A connection that isn't read takes no frame more, also of those that were read already, and then
/// goes on where it stopped.
final class PausedTest {
    private enum Kind {
        LINES,
        WEBSOCKET
    }

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> heard = new ArrayList<>();
    private final Framing.WebSocket webSocket = new Framing.WebSocket(Codec.JSON, false);
    private int pauseAt;

    private SocketConnection open(Kind kind) {
        var framing = kind == Kind.LINES ? new Framing.Lines() : webSocket;
        var connection =
                new SocketConnection(
                        channel,
                        Connection.Door.TCP,
                        framing,
                        new InetSocketAddress("127.0.0.1", 1));
        var listener = new Pausing(connection);
        channel.pipeline()
                .addLast(
                        kind == Kind.LINES
                                ? new LineDoor(connection, listener)
                                : new WebSocketDoor(connection, webSocket, listener));
        return connection;
    }

    private final class Pausing implements ConnectionListener {
        private final SocketConnection connection;

        Pausing(SocketConnection connection) {
            this.connection = connection;
        }

        @Override
        public void received(Fields frame) {
            heard.add(frame.required("type"));
            if (heard.size() == pauseAt) {
                connection.read(false);
            }
        }

        @Override
        public void receivedBad(FrameError error) {
            throw error;
        }

        @Override
        public int messageBytes() {
            return Limits.MESSAGE_BYTES;
        }

        @Override
        public void heard() {}

        @Override
        public void closed() {}
    }

    private static byte[] frame(Kind kind, String type) {
        var json = ("{\"type\":\"" + type + "\"}").getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        if (kind == Kind.WEBSOCKET) {
            bytes.write(0x81);
            bytes.write(0x80 | json.length);
            bytes.writeBytes(new byte[4]);
        }
        bytes.writeBytes(json);
        if (kind == Kind.LINES) {
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private static ByteBuf frames(Kind kind, String... types) {
        var all = Unpooled.buffer();
        for (var type : types) {
            all.writeBytes(frame(kind, type));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_was_read_with_it_waits(Kind kind) {
        pauseAt = 2;
        var connection = open(kind);
        channel.writeInbound(frames(kind, "a", "b", "c", "d"));
        assertThat(heard).containsExactly("a", "b");
        assertThat(channel.config().isAutoRead()).isFalse();

        pauseAt = 3;
        connection.read(true);
        assertThat(heard).containsExactly("a", "b", "c");
        assertThat(channel.config().isAutoRead()).isFalse();

        connection.read(true);
        assertThat(heard).containsExactly("a", "b", "c", "d");
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_comes_meanwhile_comes_after_it_in_pieces_too(Kind kind) {
        pauseAt = 1;
        var connection = open(kind);
        channel.writeInbound(frames(kind, "a", "b"));
        var more = frames(kind, "c", "d", "e");
        int cut = more.readableBytes() / 2;
        channel.writeInbound(more.readRetainedSlice(cut));
        channel.writeInbound(more.readRetainedSlice(3));
        assertThat(heard).containsExactly("a");
        connection.read(true);
        assertThat(heard).startsWith("a", "b", "c").doesNotContain("e");
        channel.writeInbound(more);
        assertThat(heard).containsExactly("a", "b", "c", "d", "e");
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void its_end_throws_away_what_waits(Kind kind) {
        pauseAt = 1;
        open(kind);
        var bytes = frames(kind, "a", "b");
        channel.writeInbound(bytes);
        channel.finishAndReleaseAll();
        assertThat(heard).containsExactly("a");
        assertThat(bytes.refCnt()).isZero();
    }
}
