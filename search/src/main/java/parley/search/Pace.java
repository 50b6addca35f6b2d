package parley.search;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long whoever follows the log rests between two pages, so that messages go first: as long as
/// the last one took, and [#AWAY] times as long while the machine has nothing to spare. What is
/// missed meanwhile is made up for later. Used by one thread.
final class Pace {
    /// From this part of all processors on, the machine is busy.
    private static final double BUSY = 0.9;

    private static final int AWAY = 9;
    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final Duration LONGEST_AWAY = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final DoubleSupplier load;
    private long looked;
    private boolean busy;

    /// @param load the part of all processors that is in use, from 0 to 1; less if it isn't known
    Pace(DoubleSupplier load) {
        this.load = load;
        looked = System.nanoTime() - LOOK_NANOS;
    }

    /// By the load of this machine, or its container.
    static Pace ofMachine() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Pace(system::getCpuLoad);
    }

    /// How long to rest after a page that took so long.
    Duration restAfter(Duration took) {
        return isBusy() ? least(took.multipliedBy(AWAY), LONGEST_AWAY) : least(took, LONGEST);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean isBusy() {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOS) {
            looked = now;
            busy = load.getAsDouble() >= BUSY;
        }
        return busy;
    }
}
