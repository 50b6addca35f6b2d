package parley.gateway.session;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import parley.core.log.Positions;
import parley.gateway.connection.Connection;
import parley.gateway.connection.Outgoing;
import parley.protocol.CloseCode;
import parley.protocol.Codec;

/// A connection to nobody: what is written to it is kept as JSON, and its end as `close 4101`.
final class KeptConnection implements Connection {
    private final EventLoop loop;
    final BlockingQueue<String> written = new LinkedBlockingQueue<>();

    KeptConnection(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Door door() {
        return Door.TCP;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Codec codec() {
        return Codec.JSON;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", 1);
    }

    @Override
    public void write(Outgoing frame) {
        written.add(new String(frame.bytes(Codec.JSON), StandardCharsets.UTF_8));
    }

    @Override
    public void writeAsked(List<Outgoing> frames) {
        frames.forEach(this::write);
    }

    @Override
    public void flush(Supplier<Positions> seen) {}

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean awaitWritable(Duration patience) {
        return true;
    }

    @Override
    public void ping() {}

    @Override
    public void onClose(Runnable hook) {}

    @Override
    public void onClosing(Consumer<CloseCode> hook) {}

    @Override
    public void read(boolean on) {}

    @Override
    public void close(CloseCode code, String reason, Duration reconnectAfter) {
        written.add("close " + code.number());
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
