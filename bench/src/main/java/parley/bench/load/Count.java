package parley.bench.load;

import java.util.concurrent.atomic.AtomicLong;

/// A number that one thread changes and any thread reads.
public final class Count {
    private final AtomicLong value = new AtomicLong();

    public void add(long more) {
        value.setOpaque(value.getPlain() + more);
    }

    public void one() {
        add(1);
    }

    public long now() {
        return value.getOpaque();
    }
}
