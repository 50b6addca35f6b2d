package parley.gateway.connection;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets a virtual thread wait until an event loop can write more.
public final class Writability {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean writable = true;
    private boolean gone;

    public void set(boolean next) {
        lock.lock();
        try {
            if (writable != next) {
                writable = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    public void gone() {
        lock.lock();
        try {
            gone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean await(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!writable && !gone && left > 0) {
                left = changed.awaitNanos(left);
            }
            return writable && !gone;
        } finally {
            lock.unlock();
        }
    }
}
