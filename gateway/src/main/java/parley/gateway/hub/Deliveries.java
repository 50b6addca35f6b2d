package parley.gateway.hub;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.log.Position;
import parley.gateway.connection.Outgoing;

/// What one batch brings to whom, gathered by event loop, so that each loop is given one task.
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Map<EventLoop, List<Delivery>> byLoop = new IdentityHashMap<>();
    private int size;
    private boolean unhurried;

    private enum Kind {
        EVENT,
        REPLY,
        PASSING
    }

    private record Delivery(Receiver receiver, Outgoing frame, Kind kind) {
        void give(@Nullable Position position) {
            switch (kind) {
                case EVENT -> receiver.take(frame, Objects.requireNonNull(position));
                case REPLY -> receiver.takeReply(frame);
                case PASSING -> receiver.takePassing(frame);
            }
        }
    }

    void event(Receiver receiver, Outgoing frame) {
        add(new Delivery(receiver, frame, Kind.EVENT));
    }

    void reply(Receiver receiver, Outgoing frame) {
        add(new Delivery(receiver, frame, Kind.REPLY));
    }

    void passing(Receiver receiver, Outgoing frame) {
        add(new Delivery(receiver, frame, Kind.PASSING));
    }

    private void add(Delivery delivery) {
        byLoop.computeIfAbsent(delivery.receiver().loop(), loop -> new ArrayList<>()).add(delivery);
        size++;
    }

    /// What passes may wait some seconds for something else that is written to its connection.
    void unhurried() {
        unhurried = true;
    }

    int size() {
        return size;
    }

    Set<EventLoop> loops() {
        return byLoop.keySet();
    }

    /// Runs on the loop: gives everything in order, then flushes; what only passes is flushed soon.
    void give(Loops.Place place, @Nullable Position position) {
        var deliveries = byLoop.getOrDefault(place.loop, List.of());
        for (var delivery : deliveries) {
            try {
                delivery.give(position);
            } catch (RuntimeException | Error e) { // no cursor of theirs may run ahead of it
                LOG.error("a connection can't be given what it is told", e);
                delivery.receiver().lost();
            }
        }
        if (position != null) {
            place.seen = place.seen.with(position);
        }
        for (var delivery : deliveries) {
            if (position == null && unhurried) {
                place.flushSometime(delivery.receiver());
            } else if (position == null) {
                place.flushSoon(delivery.receiver());
            } else {
                place.flush(delivery.receiver()); // a second time there is nothing to flush
            }
        }
    }
}
