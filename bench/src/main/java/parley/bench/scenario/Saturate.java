package parley.bench.scenario;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import parley.bench.report.Result;
import parley.bench.scenario.Meter.Moment;

/// Everyone writes more and more, until messages take too long: the highest rate that the server
/// bears.
///
/// @param first messages a second of the first step
/// @param growth each step is so many times the one before
/// @param step how long each takes; its first third is let go by
/// @param window messages of each person in flight, in place of steps: everyone writes again as
///   soon as one is acknowledged; 0: steps
/// @param partners how many fixed others each has; 0: anyone
/// @param limit a step in which the 99th percentile is above it is one too many
public record Saturate(
        double first, double growth, Duration step, int partners, Duration limit, int window)
        implements Scenario {
    private static final Duration LINGER = Duration.ofSeconds(30);
    private static final double REACHED = 0.97; // of what was to be sent and received in a step
    private static final int STEPS_MAX = 60;

    @Override
    public String name() {
        return "saturate";
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        var talk = new Talk.Direct(scene.people(), partners);
        long streams = talk.streams(30 * first * step.toSeconds() / scene.people().size());
        try (var crowd = new Crowd(scene, streams)) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            var best =
                    window > 0
                            ? Optional.of(
                                    measured(
                                            crowd,
                                            meter,
                                            () -> crowd.each(one -> one.speakClosed(talk, window))))
                            : climb(crowd, meter, talk, progress);
            crowd.each(Crew::hush);
            Talking.settle(scene, crowd, meter, new Pace(0, Duration.ZERO, Duration.ZERO, LINGER));
            Talking.counts(scene, crowd.totals(), result);
            best.ifPresentOrElse(
                    one -> tell(one, scene, result),
                    () -> result.fault("not even the first step was borne"));
            result.over(meter.samples());
        }
        return result;
    }

    private void tell(Step best, Scene scene, Result result) {
        var what =
                window > 0
                        ? "rate with " + window + " in flight each"
                        : "highest rate with p99 under " + limit.toMillis() + " ms";
        result.add(what, best.rate, "/s");
        result.add("there: p50", best.latency.getValueAtPercentile(50) / 1e3, "ms");
        result.add("there: p99", best.latency.getValueAtPercentile(99) / 1e3, "ms");
        Talking.cost(best.from, best.to, "message", scene, result);
    }

    /// What one step showed.
    private record Step(double rate, Histogram latency, Moment from, Moment to) {
        boolean isBorne(Duration limit, double wanted) {
            return rate >= REACHED * wanted
                    && latency.getValueAtPercentile(99) / 1e3 < limit.toMillis();
        }
    }

    private Optional<Step> climb(Crowd crowd, Meter meter, Talk talk, PrintStream progress) {
        var best = Optional.<Step>empty();
        double wanted = first;
        for (int i = 0; i < STEPS_MAX; i++) {
            double pace = wanted;
            var reached = measured(crowd, meter, () -> crowd.speak(talk, pace));
            boolean borne = reached.isBorne(limit, wanted);
            progress.printf(
                    Locale.ROOT,
                    "step %.0f/s: received %.0f/s, p99 %.2f ms: %s%n",
                    wanted,
                    reached.rate,
                    reached.latency.getValueAtPercentile(99) / 1e3,
                    borne ? "borne" : "too much");
            if (!borne) {
                break;
            }
            best = Optional.of(reached);
            wanted *= growth;
        }
        return best;
    }

    private Step measured(Crowd crowd, Meter meter, Runnable begin) {
        begin.run();
        meter.pass(step.dividedBy(3));
        meter.look();
        crowd.window().open(crowd.clock().us());
        var before = meter.delivery().copy();
        var from = meter.now();
        meter.pass(step.multipliedBy(2).dividedBy(3));
        var to = meter.now();
        meter.look();
        var latency = meter.delivery().copy();
        latency.subtract(before);
        double received = to.totals().received() - from.totals().received();
        return new Step(received / to.secondsSince(from), latency, from, to);
    }
}
