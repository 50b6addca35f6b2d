package parley.gateway.hub;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import parley.core.log.Positions;

/// The event loops, and for each how far the batches go whose frames were written on it. A
/// session's cursor is that of its loop, so it never runs ahead of its frames.
public final class Loops {
    private final Map<EventLoop, Place> places = new IdentityHashMap<>();

    /// One event loop. `seen` is read and written on that loop alone.
    static final class Place {
        final EventLoop loop;
        Positions seen;

        Place(EventLoop loop, Positions seen) {
            this.loop = loop;
            this.seen = seen;
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
