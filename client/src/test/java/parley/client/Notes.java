package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what a client tells.
final class Notes implements ParleyListener {
    private final List<ParleyEvent.Durable> told = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> stopped = new LinkedBlockingQueue<>();

    @Override
    public void happened(ParleyEvent event) {
        if (event instanceof ParleyEvent.Durable durable) {
            told.add(durable);
        }
    }

    @Override
    public void disconnected(String reason) {
        disconnected.add(reason);
    }

    @Override
    public void stopped(String reason) {
        stopped.add(reason);
    }

    /// The revs that were told so far.
    List<Long> revs() {
        return told.stream().map(ParleyEvent.Durable::rev).toList();
    }

    boolean isStopped() {
        return !stopped.isEmpty();
    }

    /// The next reason why a connection went; waits for it.
    String whyDisconnected() throws InterruptedException {
        return next(disconnected);
    }

    /// The reason why the client stopped; waits for it.
    String whyStopped() throws InterruptedException {
        return next(stopped);
    }

    private static String next(BlockingQueue<String> reasons) throws InterruptedException {
        var reason = reasons.poll(10, TimeUnit.SECONDS);
        assertThat(reason).isNotNull();
        return String.valueOf(reason);
    }
}
