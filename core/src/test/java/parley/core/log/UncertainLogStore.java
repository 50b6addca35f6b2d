package parley.core.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import parley.core.log.LogTransaction.NewMessage;

/// A database that goes away when it is told to, and can't store a text that holds `poison`.
final class UncertainLogStore implements LogStore {
    private final LogStore store;

    /// What the next batches meet, one each: run before the batch; it may throw or wait.
    final ConcurrentLinkedQueue<Runnable> before = new ConcurrentLinkedQueue<>();

    /// What they meet after their commit.
    final ConcurrentLinkedQueue<Runnable> after = new ConcurrentLinkedQueue<>();

    UncertainLogStore(LogStore store) {
        this.store = store;
    }

    static RuntimeException away() {
        return new StoreUnavailable("the database is away", new IllegalStateException());
    }

    static RuntimeException uncertain() {
        return new CommitUnknown(new IllegalStateException());
    }

    static Runnable throwing(Supplier<RuntimeException> failure) {
        return () -> {
            throw failure.get();
        };
    }

    @Override
    public <T> T write(Function<LogTransaction, T> batch) {
        run(before);
        T result = store.write(tx -> batch.apply(poisonable(tx)));
        run(after);
        return result;
    }

    private static void run(ConcurrentLinkedQueue<Runnable> queue) {
        var next = queue.poll();
        if (next != null) {
            next.run();
        }
    }

    private static LogTransaction poisonable(LogTransaction tx) {
        return (LogTransaction)
                Proxy.newProxyInstance(
                        LogTransaction.class.getClassLoader(),
                        new Class<?>[] {LogTransaction.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("insertMessages")
                                    && arguments[0] instanceof List<?> messages
                                    && messages.stream().anyMatch(UncertainLogStore::isPoison)) {
                                throw new IllegalStateException("this can't be stored");
                            }
                            try {
                                return method.invoke(tx, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static boolean isPoison(Object message) {
        return message instanceof NewMessage one
                && one.message().content().text().contains("poison");
    }

    @Override
    public long nextConversation() {
        return store.nextConversation();
    }
}
