package parley.bench.load;

/// Time since a run began, by the clock that never goes back.
public final class RunClock {
    private final long startNs = System.nanoTime();

    public long us() {
        return (System.nanoTime() - startNs) / 1_000;
    }

    public long ms() {
        return (System.nanoTime() - startNs) / 1_000_000;
    }
}
