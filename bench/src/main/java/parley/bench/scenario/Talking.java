package parley.bench.scenario;

import java.util.List;
import org.HdrHistogram.Histogram;
import parley.bench.load.Totals;
import parley.bench.report.Result;
import parley.bench.scenario.Meter.Moment;
import parley.bench.server.ProcessFigures;

/// People talk at a steady pace, and what that cost: the middle of every scenario with messages.
final class Talking {
    private Talking() {}

    /// Has everyone talk and stop, waits for what is still under way, and adds the figures.
    static void of(Scene scene, Crowd crowd, Meter meter, Talk talk, Pace pace, Result result) {
        var all = Speech.Manner.steady(1_000.0 * crowd.people() / pace.perSecond());
        of(scene, crowd, meter, talk, all, pace, result);
    }

    /// The same of those who talk in some manner.
    static void of(
            Scene scene,
            Crowd crowd,
            Meter meter,
            Talk talk,
            Speech.Manner manner,
            Pace pace,
            Result result) {
        crowd.speak(talk, manner);
        meter.pass(pace.warmup());
        crowd.window().open(crowd.clock().us());
        var from = meter.now();
        meter.pass(pace.duration());
        crowd.window().close(crowd.clock().us());
        var to = meter.now();
        crowd.each(Crew::hush);
        settle(scene, crowd, meter, pace);
        counts(scene, crowd.totals(), result);
        latencies("delivered", meter.delivery(), result);
        if (scene.isAcknowledged()) {
            latencies("acknowledged", meter.acknowledgement(), result);
        }
        cost(from, to, talk.received(), scene, result);
        result.curves(
                List.of(
                        Meter.curve("delivered", meter.delivery()),
                        Meter.curve("acknowledged", meter.acknowledgement())));
        result.over(meter.samples());
    }

    /// Waits for what is still under way.
    static void settle(Scene scene, Crowd crowd, Meter meter, Pace pace) {
        meter.await(
                pace.linger(),
                () -> {
                    var now = crowd.totals();
                    return now.missing() <= 0 && (now.unanswered() <= 0 || !scene.isAcknowledged());
                });
        meter.look();
    }

    /// What became of the messages, from the first to the last.
    static void counts(Scene scene, Totals totals, Result result) {
        result.add("sent", totals.sent());
        result.add("received", totals.received());
        result.add("lost", totals.missing());
        result.add("doubled", totals.doubled());
        result.add("out of order", totals.outOfOrder());
        if (scene.isAcknowledged()) {
            result.add("acknowledged", totals.acknowledged());
            result.add("refused", totals.refused());
            fault(totals.unanswered(), "not acknowledged", result);
        }
        result.add("not sent, sender away", totals.skipped());
        result.add("connections that ended", totals.dropped());
        fault(totals.missing(), "lost", result);
        fault(totals.doubled(), "doubled", result);
        fault(totals.outOfOrder(), "out of order", result);
    }

    private static void fault(long count, String what, Result result) {
        if (count != 0) {
            result.fault(count + " messages " + what);
        }
    }

    static void latencies(String name, Histogram histogram, Result result) {
        for (double percentile : List.of(50.0, 90.0, 99.0, 99.9)) {
            var digits = percentile == 99.9 ? "99.9" : Integer.toString((int) percentile);
            result.add(
                    name + ": p" + digits, histogram.getValueAtPercentile(percentile) / 1e3, "ms");
        }
        result.add(name + ": max", histogram.getMaxValue() / 1e3, "ms");
    }

    /// Processor time and memory between two moments.
    ///
    /// @param unit what was received, in a word
    static void cost(Moment from, Moment to, String unit, Scene scene, Result result) {
        double seconds = to.secondsSince(from);
        double received = Math.max(1, to.totals().received() - from.totals().received());
        result.add("rate", (to.totals().sent() - from.totals().sent()) / seconds, "/s");
        result.add("deliveries", received / seconds, "/s");
        scene.target()
                .process()
                .ifPresent(process -> {
                    double cpu = to.serverCpu().minus(from.serverCpu()).toNanos();
                    result.add("server CPU", 100 * cpu / 1e9 / seconds, "%");
                    result.add("server CPU per " + unit, cpu / 1e3 / received, "µs");
                    memory(process, result);
                });
        double own = to.benchCpu().minus(from.benchCpu()).toNanos();
        result.add("bench CPU per " + unit, own / 1e3 / received, "µs");
    }

    private static void memory(ProcessFigures process, Result result) {
        result.add("resident memory peak", process.peakBytes() / 1e6, "MB");
        result.add("resident memory after", process.residentBytes() / 1e6, "MB");
    }
}
