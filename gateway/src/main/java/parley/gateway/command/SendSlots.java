package parley.gateway.command;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import parley.core.Blocking;

/// The sends of one caller that are in flight. Taken by whoever runs the caller's commands, one at
/// a time; given back from any thread. Made with the first send, since most callers only listen.
///
/// Bound: [#MAX]; the next send waits.
public final class SendSlots {
    private static final int MAX = 32;

    private volatile @Nullable Semaphore slots;

    /// Takes a place; waits while there is none.
    public void take() throws InterruptedException {
        var now = slots;
        if (now == null) {
            now = new Semaphore(MAX);
            slots = now;
        }
        if (!now.tryAcquire()) {
            Blocking.begins();
            now.acquire();
        }
    }

    /// Gives a place back.
    public void give() {
        var now = slots;
        if (now != null) {
            now.release();
        }
    }

    /// Waits until all places are free.
    public void awaitFree() throws InterruptedException {
        var now = slots;
        if (now != null) {
            if (!now.tryAcquire(MAX)) {
                Blocking.begins();
                now.acquire(MAX);
            }
            now.release(MAX);
        }
    }
}
