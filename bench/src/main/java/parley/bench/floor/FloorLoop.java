package parley.bench.floor;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import parley.bench.wire.FrameScanner;

/// What the connections of one event loop of the relay share. What is written in a turn of the loop
/// leaves at its end, one write a connection; what comes from other loops comes in one task a turn.
final class FloorLoop {
    private static final FastThreadLocal<FloorLoop> HERE = new FastThreadLocal<>();

    private final EventLoop eventLoop;
    private final FrameScanner scanner = new FrameScanner();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final List<FloorConnection> written = new ArrayList<>();

    /// A frame for a connection of another loop.
    private record Delivery(FloorConnection to, byte[] frame) {}

    private FloorLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /// The one whose thread this is.
    static FloorLoop of(EventLoop eventLoop) {
        var loop = HERE.getIfExists();
        if (loop == null) {
            loop = new FloorLoop(eventLoop);
            HERE.set(loop);
        }
        return loop;
    }

    FrameScanner scanner() {
        return scanner;
    }

    /// Gives a frame to a connection of this loop, from any thread.
    void give(FloorConnection to, byte[] frame) {
        if (eventLoop.inEventLoop()) {
            to.append(frame, frame.length);
            return;
        }
        deliveries.add(new Delivery(to, frame));
        if (awaited.compareAndSet(false, true)) {
            eventLoop.execute(this::take);
        }
    }

    private void take() {
        awaited.set(false);
        for (var one = deliveries.poll(); one != null; one = deliveries.poll()) {
            one.to.append(one.frame, one.frame.length);
        }
    }

    /// Something was written to a connection, and is to leave at the end of this turn.
    void written(FloorConnection connection) {
        if (written.isEmpty()) {
            eventLoop.execute(this::flush);
        }
        written.add(connection);
    }

    private void flush() {
        written.forEach(FloorConnection::flush);
        written.clear();
    }
}
