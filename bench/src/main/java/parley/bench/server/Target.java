package parley.bench.server;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A server that is measured: one that runs already, or one that is started for it.
public interface Target extends AutoCloseable {
    /// What it is called in reports.
    String name();

    String host();

    /// The port of a door: `http`, `https`, `tcp`, `tls`.
    int port(String listener);

    /// Its process, if it runs on this machine and is known.
    Optional<ProcessFigures> process();

    /// Whether it is a Java process, whose heap can be asked for.
    boolean isJava();

    /// Has it collect its garbage, where that can be asked of it.
    default void collect() {
        if (isJava()) {
            process().ifPresent(one -> LiveHeap.collect(one.pid()));
        }
    }

    /// Its live heap, where that can be known.
    default Optional<Long> liveHeapBytes() {
        return isJava() ? process().map(one -> LiveHeap.bytes(one.pid())) : Optional.empty();
    }

    /// Ends it and starts it again on the same data and ports, if it is ours to end.
    ///
    /// @return how long it took to be ready again, or nothing if it can't be done
    default Optional<Duration> restart() {
        return Optional.empty();
    }

    @Override
    void close();

    /// One that runs already.
    ///
    /// @param java whether it is a Java process
    record Running(
            String name,
            String host,
            Map<String, Integer> ports,
            boolean java,
            Optional<ProcessFigures> process)
            implements Target {
        @Override
        public int port(String listener) {
            return Started.port(ports, listener);
        }

        @Override
        public boolean isJava() {
            return java && process.isPresent();
        }

        @Override
        public void close() {
            // it isn't ours
        }
    }
}
