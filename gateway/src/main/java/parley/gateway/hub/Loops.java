package parley.gateway.hub;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import parley.core.log.Positions;

/// The event loops, and for each how far the batches go whose frames were written on it. A
/// session's cursor is that of its loop, so it never runs ahead of its frames.
public final class Loops {
    private final Map<EventLoop, Place> places = new IdentityHashMap<>();

    /// What passes waits so long for company: what comes to the same connection meanwhile takes it
    /// along, in one write.
    private static final long LINGER_MS = 150;

    /// One event loop. All of it is read and written on that loop alone.
    ///
    /// Bound: each connection of the loop lingers once.
    static final class Place {
        final EventLoop loop;
        Positions seen;
        private Set<Receiver> lingering = new LinkedHashSet<>();

        Place(EventLoop loop, Positions seen) {
            this.loop = loop;
            this.seen = seen;
        }

        /// Has it flushed soon, unless it is before.
        void flushSoon(Receiver receiver) {
            if (lingering.isEmpty()) {
                loop.schedule(this::flushLingering, LINGER_MS, TimeUnit.MILLISECONDS);
            }
            lingering.add(receiver);
        }

        private void flushLingering() {
            var receivers = lingering;
            lingering = new LinkedHashSet<>();
            receivers.forEach(receiver -> receiver.flush(seen));
        }
    }

    /// @param start what was committed before this node began
    public Loops(EventLoopGroup group, Positions start) {
        group.forEach(executor -> {
            if (executor instanceof EventLoop loop) {
                places.put(loop, new Place(loop, start));
            }
        });
    }

    List<Place> all() {
        return new ArrayList<>(places.values());
    }

    Place placeOf(EventLoop loop) {
        return Objects.requireNonNull(
                places.get(loop), "a connection lives on one of this group's loops");
    }

    /// How far the frames written on this loop go. Called on the loop.
    public Positions seen(EventLoop loop) {
        return placeOf(loop).seen;
    }
}
