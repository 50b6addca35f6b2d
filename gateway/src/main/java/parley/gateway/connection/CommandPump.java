package parley.gateway.connection;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.gateway.limit.Crowding;

/// Where the event loop hands over to blocking code: what a connection received runs one by one, in
/// order, on a virtual thread that lives while there is any.
///
/// Bound: as many entries as [Crowding] allows each, and the other frames of the same message; then
/// the connection isn't read until a quarter of them is left.
public final class CommandPump<T> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandPump.class);

    private final Connection connection;
    private final Crowding crowding;
    private final Consumer<T> handler;
    private final ArrayDeque<T> waiting = new ArrayDeque<>(2);
    private boolean running;
    private boolean full;
    private boolean stopped;

    public CommandPump(Connection connection, Crowding crowding, Consumer<T> handler) {
        this.connection = connection;
        this.crowding = crowding;
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
            crowding.commands(waiting.size() <= Crowding.COMMANDS ? 1 : 0);
            start = !running;
            running = true;
            pause = !full && waiting.size() >= crowding.commandsEach();
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

    /// Whether the connection isn't read, since too much waits. Called on its event loop.
    public boolean isFull() {
        synchronized (waiting) {
            return full;
        }
    }

    private void drain() {
        for (var entry = next(); entry != null; entry = next()) {
            try {
                handler.accept(entry);
            } catch (RuntimeException | Error e) { // those behind it wait for this thread
                LOG.error("a command failed", e);
            }
        }
    }

    private @Nullable T next() {
        T entry;
        boolean resume;
        synchronized (waiting) {
            entry = waiting.poll();
            running = entry != null;
            crowding.commands(running && waiting.size() < Crowding.COMMANDS ? -1 : 0);
            resume = full && waiting.size() <= crowding.commandsEach() / 4;
            full &= !resume;
        }
        if (resume) {
            connection.loop().execute(() -> connection.read(!isFull())); // it may be again
        }
        return entry;
    }

    /// Throws away what waits; what runs ends by itself.
    public void stop() {
        synchronized (waiting) {
            stopped = true;
            crowding.commands(-Math.min(waiting.size(), Crowding.COMMANDS));
            waiting.clear();
        }
    }
}
