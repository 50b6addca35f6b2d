package parley.gateway.connection;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the event loop hands over to blocking code: what a connection received runs one by one, in
/// order, on a virtual thread that lives while there is any.
///
/// Bound: [#FULL] entries and what one read brings; then the connection isn't read until [#LOW] are
/// left.
public final class CommandPump<T> {
    private static final int FULL = 64;
    private static final int LOW = 16;

    private final Connection connection;
    private final Consumer<T> handler;
    private final ArrayDeque<T> waiting = new ArrayDeque<>(2);
    private boolean running;
    private boolean full;
    private boolean stopped;

    public CommandPump(Connection connection, Consumer<T> handler) {
        this.connection = connection;
        this.handler = handler;
    }

    /// Called on the connection's event loop.
    public void offer(T entry) {
        boolean start;
        boolean pause;
        synchronized (waiting) {
            if (stopped) {
                return;
            }
            waiting.add(entry);
            start = !running;
            running = true;
            pause = !full && waiting.size() >= FULL;
            full |= pause;
        }
        if (pause) {
            connection.read(false);
        }
        if (start) {
            Thread.ofVirtual().start(this::drain);
        }
    }

    /// Whether nothing waits and nothing runs: what the event loop does now comes after all that
    /// was offered before. Called on the connection's event loop.
    public boolean isIdle() {
        synchronized (waiting) {
            return !running && !stopped;
        }
    }

    private void drain() {
        for (var entry = next(); entry != null; entry = next()) {
            handler.accept(entry);
        }
    }

    private @Nullable T next() {
        T entry;
        boolean resume;
        synchronized (waiting) {
            entry = waiting.poll();
            running = entry != null;
            resume = full && waiting.size() <= LOW;
            full &= !resume;
        }
        if (resume) {
            connection.loop().execute(() -> connection.read(true));
        }
        return entry;
    }

    /// Throws away what waits; what runs ends by itself.
    public void stop() {
        synchronized (waiting) {
            stopped = true;
            waiting.clear();
        }
    }
}
