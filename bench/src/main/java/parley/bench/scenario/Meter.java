package parley.bench.scenario;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import parley.bench.load.Tally;
import parley.bench.load.Totals;
import parley.bench.report.Result.Curve;
import parley.bench.report.Sample;
import parley.bench.server.ProcessFigures;
import parley.bench.server.Target;

/// Looks at a run once a second, says what it sees, and remembers it.
final class Meter {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LOOK_MS = 5;

    private final Crowd crowd;
    private final Target server;
    private final ProcessFigures own = ProcessFigures.own();
    private final PrintStream out;
    private final Histogram delivery = Tally.histogram();
    private final Histogram acknowledgement = Tally.histogram();
    private final Histogram login = Tally.histogram();
    private final List<Sample> samples = new ArrayList<>();
    private Moment last;

    /// What was, at one moment.
    record Moment(long ns, Totals totals, Duration serverCpu, Duration benchCpu) {
        double secondsSince(Moment before) {
            return (ns - before.ns) / 1e9;
        }
    }

    Meter(Crowd crowd, Target server, PrintStream out) {
        this.crowd = crowd;
        this.server = server;
        this.out = out;
        last = now();
    }

    Moment now() {
        return new Moment(System.nanoTime(), crowd.totals(), serverCpu(), own.cpu());
    }

    // while a server is started again there is no process to look at
    private Duration serverCpu() {
        try {
            return server.process().map(ProcessFigures::cpu).orElse(Duration.ZERO);
        } catch (UncheckedIOException e) {
            return Duration.ZERO;
        }
    }

    /// Waits until something has come about, looking once a second.
    ///
    /// @return whether it came about in time
    boolean await(Duration patience, BooleanSupplier done) {
        long end = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
            if (System.nanoTime() - last.ns >= SECOND_NS) {
                look();
            }
        }
        return true;
    }

    /// Lets some time go by.
    void pass(Duration time) {
        await(time, () -> false);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The latencies since the last look, which are the last whole second.
    Histogram look() {
        var now = now();
        double seconds = now.secondsSince(last);
        var latest = take(tally -> tally.delivery, delivery);
        take(tally -> tally.acknowledgement, acknowledgement);
        take(tally -> tally.login, login);
        var was = last.totals;
        var is = now.totals;
        var sample =
                new Sample(
                        crowd.clock().ms() / 1e3,
                        is.connected(),
                        (is.sent() - was.sent()) / seconds,
                        (is.acknowledged() - was.acknowledged()) / seconds,
                        (is.received() - was.received()) / seconds,
                        latest.getValueAtPercentile(50) / 1e3,
                        latest.getValueAtPercentile(99) / 1e3,
                        Math.max(0, now.serverCpu.minus(last.serverCpu).toNanos()) / 1e9 / seconds,
                        now.benchCpu.minus(last.benchCpu).toNanos() / 1e9 / seconds);
        samples.add(sample);
        out.printf(
                Locale.ROOT,
                "%6.1f s  connected %d  sent %.0f/s  acked %.0f/s  received %.0f/s  p50 %.2f ms  p99 %.2f ms  cpu: server %.2f, bench %.2f%n",
                sample.atS(),
                sample.connected(),
                sample.sent(),
                sample.acknowledged(),
                sample.received(),
                sample.p50Ms(),
                sample.p99Ms(),
                sample.serverCpu(),
                sample.benchCpu());
        last = now;
        return latest;
    }

    private Histogram take(Function<Tally, SingleWriterRecorder> of, Histogram into) {
        var latest = Tally.histogram();
        for (var tally : crowd.tallies()) {
            latest.add(of.apply(tally).getIntervalHistogram());
        }
        into.add(latest);
        return latest;
    }

    Histogram delivery() {
        return delivery;
    }

    Histogram acknowledgement() {
        return acknowledgement;
    }

    Histogram login() {
        return login;
    }

    List<Sample> samples() {
        return samples;
    }

    /// A histogram as a curve of percentiles.
    static Curve curve(String name, Histogram histogram) {
        var points = new ArrayList<Curve.Point>();
        for (var value : histogram.percentiles(5)) {
            points.add(
                    new Curve.Point(
                            value.getPercentileLevelIteratedTo(),
                            value.getValueIteratedTo() / 1e3));
        }
        return new Curve(name, points);
    }
}
