package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import parley.client.ParleyEvent;
import parley.client.ParleyListener;

/// What one client was told of one conversation.
final class HeardLog implements ParleyListener {
    private final List<ParleyEvent.Durable> events = new ArrayList<>();
    private volatile String conversation = "";
    private volatile int disconnections;
    private volatile int live;
    private volatile String stopped = "";
    private volatile String lastReason = "";

    void of(String id) {
        conversation = id;
    }

    @Override
    public synchronized void happened(ParleyEvent event) {
        if (event instanceof ParleyEvent.Durable durable) {
            events.add(durable);
        } else if (event instanceof ParleyEvent.Synced(var told, var shown, var people)) {
            events.addAll(shown);
        } else if (event instanceof ParleyEvent.Live) {
            live++;
        }
    }

    @Override
    public void disconnected(String reason) {
        disconnections++;
        lastReason = reason;
    }

    @Override
    public void stopped(String reason) {
        stopped = reason;
    }

    int timesLive() {
        return live;
    }

    String stopped() {
        return stopped;
    }

    synchronized List<ParleyEvent.Durable> log() {
        return events.stream().filter(e -> e.conversation().equals(conversation)).toList();
    }

    synchronized List<String> texts() {
        return log().stream()
                .filter(ParleyEvent.Message.class::isInstance)
                .map(event -> String.valueOf(((ParleyEvent.Message) event).text()))
                .toList();
    }

    /// What is missing and how the connection fared, for who reads of a failure.
    synchronized String state(long lastRev) {
        var revs = log().stream().map(ParleyEvent.Durable::rev).toList();
        var missing =
                LongStream.rangeClosed(1, lastRev).filter(rev -> !revs.contains(rev)).toArray();
        return "missing %s of %d; live %d times, lost %d times, last because of '%s' %s"
                .formatted(
                        Arrays.toString(missing),
                        lastRev,
                        live,
                        disconnections,
                        lastReason,
                        stopped);
    }

    /// Every rev once, in order, from the first to this one.
    void assertIsExactly(long lastRev) {
        assertThat(log())
                .extracting(ParleyEvent.Durable::rev)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, lastRev).boxed().toList());
    }
}
