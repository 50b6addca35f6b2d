package parley.gateway.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.CommittedBatch;

/// What waits for the fan-out thread. Batches come one by one, in the order of the log. What passes
/// is gathered for some milliseconds where there is much of it, and comes together, after the
/// batches that were there before it. Thread-safe; one thread takes.
///
/// Bounds: [#WORKS] batches and [#ENTRIES] entries in them, beyond which the writer waits, so that
/// what is committed is told; [#PASSING] of what passes, beyond which it is left out.
final class FanOutQueue {
    private static final int WORKS = 1_024;
    private static final int ENTRIES = 32_768;
    private static final int PASSING = 10_000;

    /// How long after what passes was told the next of it is, at the soonest. What comes alone is
    /// told at once.
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ArrayBlockingQueue<Work> queue = new ArrayBlockingQueue<>(WORKS);
    private final Semaphore entries = new Semaphore(ENTRIES);

    // guarded by itself, with awaited
    private final List<Passing> gathered = new ArrayList<>();
    private boolean awaited;

    // the taker's
    private boolean gathering;
    private long pausedUntil = System.nanoTime();

    sealed interface Work {
        record Batch(CommittedBatch batch) implements Work {}

        record Passings(List<Passing> passings) implements Work {}

        record Expect(UserId user) implements Work {}

        record Seat(UserId user, @Nullable List<ConversationId> channels) implements Work {}

        record Stop() implements Work {}

        /// Something passes, and is gathered by now.
        record Gather() implements Work {}
    }

    /// What is to be told to the members of a conversation, and stored nowhere.
    record Passing(Head head, Telling telling) {}

    /// How it is told, once the members are known. Runs on the fan-out thread.
    @FunctionalInterface
    interface Telling {
        void tell(Set<UserId> members, Deliveries deliveries);
    }

    void put(CommittedBatch batch) {
        try {
            entries.acquire(share(batch));
            put(new Work.Batch(batch));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A batch was told.
    void told(CommittedBatch batch) {
        entries.release(share(batch));
    }

    private static int share(CommittedBatch batch) {
        return Math.min(batch.entries().size(), ENTRIES);
    }

    void put(Work work) {
        try {
            queue.put(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void add(Passing passing) {
        synchronized (gathered) {
            if (gathered.size() < PASSING) {
                gathered.add(passing);
            }
            if (!awaited) {
                awaited = queue.offer(new Work.Gather());
                if (!awaited) {
                    gathered.clear(); // it would be old when somebody asks for it
                }
            }
        }
    }

    /// The next thing to do; waits until there is one.
    Work take() throws InterruptedException {
        while (true) {
            long pauseNanos = pausedUntil - System.nanoTime();
            if (gathering && pauseNanos <= 0) {
                gathering = false;
                pausedUntil = System.nanoTime() + PACE_NANOS;
                var passings = new Work.Passings(takeGathered());
                if (queue.isEmpty()) {
                    return passings;
                }
                queue.offer(passings); // behind what was there before it
            }
            var work = gathering ? queue.poll(pauseNanos, TimeUnit.NANOSECONDS) : queue.take();
            if (work instanceof Work.Gather) {
                gathering = true;
            } else if (work != null) {
                return work;
            }
        }
    }

    private List<Passing> takeGathered() {
        synchronized (gathered) {
            awaited = false;
            var taken = List.copyOf(gathered);
            gathered.clear();
            return taken;
        }
    }

    /// Works that wait.
    int size() {
        return queue.size();
    }
}
