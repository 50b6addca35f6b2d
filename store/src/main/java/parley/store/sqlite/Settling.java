package parley.store.sqlite;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import parley.core.Blocking;
import parley.core.log.LogStore.StoreUnavailable;

/// The thread on which readers have moved what concerns them. It waits for the writer, and the
/// writer may wait for a reader's answer, so it is none of the readers' threads.
///
/// Bound: [#WAITING_MAX] that wait; more are refused.
final class Settling implements AutoCloseable {
    private static final int WAITING_MAX = 1_000;

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING_MAX),
                    Thread.ofPlatform().name("store-settler").factory());

    /// Has it done, and waits for it.
    void settle(Runnable work) {
        Blocking.begins();
        try {
            CompletableFuture.runAsync(work, thread).join();
        } catch (RejectedExecutionException e) {
            throw new StoreUnavailable("too many wait for what lags behind", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
