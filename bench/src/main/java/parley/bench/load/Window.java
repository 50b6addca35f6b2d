package parley.bench.load;

/// Which messages' latencies count: those that were due in it. Before it the server warms up.
/// Thread-safe.
public final class Window {
    private volatile long fromUs = Long.MAX_VALUE;
    private volatile long toUs = Long.MAX_VALUE;

    public void open(long atUs) {
        toUs = Long.MAX_VALUE;
        fromUs = atUs;
    }

    public void close(long atUs) {
        toUs = atUs;
    }

    boolean holds(long dueUs) {
        return dueUs >= fromUs && dueUs < toUs;
    }
}
