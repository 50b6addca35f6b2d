package parley.client;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a link's reader brought and nobody took yet. Bound: when it is full the reader waits, and
/// so, at the far end, does the server.
final class Inbox {
    private static final int WAITING = 256;

    private final ArrayBlockingQueue<Incoming> queue = new ArrayBlockingQueue<>(WAITING);
    private volatile Incoming.@Nullable Ended ended;

    void put(Incoming incoming) throws InterruptedException {
        queue.put(incoming);
    }

    /// It comes after all that waits. The first reason counts.
    void end(Incoming.Ended last) {
        if (ended == null) {
            ended = last;
            // wakes who waits; if it doesn't fit, nobody waits
            boolean woken = queue.offer(new Incoming.Alive());
            assert woken || !queue.isEmpty();
        }
    }

    @Nullable Incoming take(Duration patience) throws InterruptedException {
        var over = ended;
        var next = queue.poll(over == null ? patience.toMillis() : 0, TimeUnit.MILLISECONDS);
        return next == null ? over : next;
    }
}
