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

    /// What passes waits so long for company, or half as long: what comes to the same connection
    /// meanwhile takes it along, in one write.
    private static final long LINGER_MS = 150;

    /// So long where [#MANY] connections of a loop wait: each would be a write of its own on a
    /// machine that has much to do, and on which most are written to within that time.
    private static final long LINGER_OF_MANY_MS = 1_500;

    private static final int MANY = 256;

    /// So long where it is in no hurry: longer than most busy connections take to be written to.
    private static final long LONG_LINGER_MS = 3_000;

    /// One event loop. All of it is read and written on that loop alone.
    ///
    /// Bound: each connection of the loop lingers once for either time.
    static final class Place {
        final EventLoop loop;
        Positions seen;
        private final Lingering soon = new Lingering(LINGER_MS, LINGER_OF_MANY_MS);
        private final Lingering sometime = new Lingering(LONG_LINGER_MS, LONG_LINGER_MS);

        Place(EventLoop loop, Positions seen) {
            this.loop = loop;
            this.seen = seen;
        }

        /// Has it flushed soon, unless it is before.
        void flushSoon(Receiver receiver) {
            soon.add(receiver);
        }

        /// Has it flushed within three seconds, unless it is before.
        void flushSometime(Receiver receiver) {
            sometime.add(receiver);
        }

        /// Has all that was given to it sent.
        void flush(Receiver receiver) {
            receiver.flush(seen);
            soon.forget(receiver);
            sometime.forget(receiver);
        }

        /// Connections that wait for company.
        int lingering() {
            return soon.size() + sometime.size();
        }

        /// Connections to which something was written that goes with whatever comes next, or when
        /// the time is over. Each stays through the rest of one half of it, and through the next.
        private final class Lingering {
            private final long ms;
            private final long ofManyMs;
            private Set<Receiver> older = new LinkedHashSet<>();
            private Set<Receiver> younger = new LinkedHashSet<>();
            private boolean ticks;

            Lingering(long ms, long ofManyMs) {
                this.ms = ms;
                this.ofManyMs = ofManyMs;
            }

            void add(Receiver receiver) {
                if (!older.contains(receiver)) {
                    younger.add(receiver);
                }
                if (!ticks) {
                    ticks = true;
                    tickLater();
                }
            }

            void forget(Receiver receiver) {
                if (ticks && !younger.remove(receiver)) { // else nobody waits
                    older.remove(receiver);
                }
            }

            private void tick() {
                var over = older;
                older = younger;
                younger = new LinkedHashSet<>();
                ticks = !older.isEmpty();
                if (ticks) {
                    tickLater();
                }
                over.forEach(receiver -> receiver.flush(seen));
            }

            private void tickLater() {
                long whole = size() < MANY ? ms : ofManyMs;
                loop.schedule(this::tick, whole / 2, TimeUnit.MILLISECONDS);
            }

            int size() {
                return older.size() + younger.size();
            }
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
