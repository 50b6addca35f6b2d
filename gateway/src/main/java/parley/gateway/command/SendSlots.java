package parley.gateway.command;

import org.jspecify.annotations.Nullable;
import parley.core.Blocking;
import parley.gateway.limit.Crowding;

/// The sends of one caller that are in flight. Taken by whoever runs the caller's commands, one at
/// a time; given back from any thread.
///
/// Bound: what [Crowding] allows each; the next send waits.
public final class SendSlots {
    private final Crowding crowding;

    // guarded by this
    private int taken;
    private boolean awaited;
    private @Nullable Runnable onRoom;

    public SendSlots(Crowding crowding) {
        this.crowding = crowding;
    }

    /// Takes a place; waits while there is none.
    public void take() throws InterruptedException {
        while (!tryTake()) {
            Blocking.begins();
            awaitFewer(crowding.sendsEach());
        }
    }

    private synchronized boolean tryTake() {
        if (taken >= crowding.sendsEach()) {
            return false;
        }
        taken++;
        crowding.sends(1);
        return true;
    }

    /// Gives a place back.
    public void give() {
        Runnable told;
        synchronized (this) {
            taken--;
            crowding.sends(-1);
            if (awaited) {
                notifyAll();
            }
            told = taken < crowding.sendsEach() ? onRoom : null;
            onRoom = told == null ? onRoom : null;
        }
        if (told != null) {
            told.run();
        }
    }

    /// For who doesn't wait: has it told, on any thread, once a place is given back.
    ///
    /// @return false if there is one already, and nothing is told
    public synchronized boolean isFullUntil(Runnable room) {
        boolean full = taken >= crowding.sendsEach();
        onRoom = full ? room : null;
        return full;
    }

    /// Waits until all places are free.
    public void awaitFree() throws InterruptedException {
        if (!isFree()) {
            Blocking.begins();
            awaitFewer(1);
        }
    }

    private synchronized boolean isFree() {
        return taken == 0;
    }

    private synchronized void awaitFewer(int than) throws InterruptedException {
        awaited = true;
        try {
            while (taken >= than) {
                wait();
            }
        } finally {
            awaited = false;
        }
    }
}
