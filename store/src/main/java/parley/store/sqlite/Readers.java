package parley.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import parley.core.Blocking;
import parley.core.log.LogStore.StoreUnavailable;
import parley.store.sql.Engine.Query;
import parley.store.sql.Session;

/// A few platform threads, each with a connection that can only read. Callers, mostly virtual
/// threads, hand over a query and wait.
final class Readers implements AutoCloseable {
    private static final int THREADS = 4;

    /// Queries that may wait. When full, more are refused: at some tens of microseconds a query,
    /// who came after a thousand others would wait long enough to ask again.
    private static final int WAITING_MAX = 1_000;

    private final BlockingQueue<Job<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    private record Job<T>(Query<T> query, CompletableFuture<T> answer) {
        void run(Session session) {
            try {
                answer.complete(query.on(session));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }

    Readers(SqliteFile file) {
        for (int i = 1; i <= THREADS; i++) {
            var session = file.reader();
            threads.add(Thread.ofPlatform().name("store-reader-" + i).start(() -> run(session)));
        }
    }

    <T> T read(Query<T> query) {
        Blocking.begins();
        var job = new Job<>(query, new CompletableFuture<T>());
        if (closed || !waiting.offer(job)) {
            throw new StoreUnavailable(
                    "too many queries wait for the database", new TimeoutException());
        }
        if (closed) {
            failWaiting(); // its thread may have looked for the last time
        }
        try {
            return job.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run(Session session) {
        try (session) {
            while (!closed) {
                waiting.take().run(session);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        failWaiting();
    }

    private void failWaiting() {
        for (var job = waiting.poll(); job != null; job = waiting.poll()) {
            job.answer()
                    .completeExceptionally(
                            new StoreUnavailable("the database is closed", new TimeoutException()));
        }
    }
}
