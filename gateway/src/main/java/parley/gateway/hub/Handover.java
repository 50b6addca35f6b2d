package parley.gateway.hub;

import java.util.Collection;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.core.log.Position;

/// Where the fan-out thread hands over to event loops, a task for each loop. Thread-safe.
///
/// Bound: [#FRAMES] frames that the loops haven't come to; then a batch waits, and what passes is
/// left out. Loops never wait for anything, so they come to it.
final class Handover {
    private static final int FRAMES = 65_536;

    /// So many at most does anything that passes count as, so that it is not only told when nothing
    /// else is under way.
    private static final int PASSING = FRAMES / 4;

    private final Semaphore room = new Semaphore(FRAMES);

    /// Gives a batch to its loops, of which each learns how far the log is told.
    void batch(Deliveries deliveries, Position position, Collection<Loops.Place> places)
            throws InterruptedException {
        int frames = Math.min(deliveries.size(), FRAMES);
        room.acquire(frames);
        give(deliveries, position, places, frames);
    }

    /// Gives what passes.
    ///
    /// @return false if it is left out
    boolean passing(Deliveries deliveries, Collection<Loops.Place> places) {
        int frames = Math.min(deliveries.size(), PASSING);
        boolean hasRoom = frames > 0 && room.tryAcquire(frames);
        if (hasRoom) {
            give(deliveries, null, places, frames);
        }
        return hasRoom;
    }

    private void give(
            Deliveries deliveries,
            @Nullable Position position,
            Collection<Loops.Place> places,
            int frames) {
        var left = new AtomicInteger(places.size());
        for (var place : places) {
            try {
                place.loop.execute(() -> {
                    try {
                        deliveries.give(place, position);
                    } finally {
                        given(left, frames);
                    }
                });
            } catch (RejectedExecutionException e) { // the loop ended, and all its connections
                given(left, frames);
            }
        }
    }

    private void given(AtomicInteger left, int frames) {
        if (left.decrementAndGet() == 0) {
            room.release(frames);
        }
    }
}
