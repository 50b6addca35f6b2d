package parley.bench.scenario;

import java.io.PrintStream;
import java.time.Duration;
import parley.bench.report.Result;
import parley.bench.server.ProcessFigures;

/// Everyone is there and says nothing: what a connection costs to keep.
///
/// @param warmUp so many people come and go before, so that what the server loads once for all
///   isn't counted as theirs
/// @param hold how long everyone stays
public record Idle(int warmUp, Duration hold) implements Scenario {
    private static final Duration SETTLE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "idle";
    }

    /// Memory at one moment, after a collection where there is one.
    private record Memory(long resident, long heap) {
        static Memory of(Scene scene) {
            scene.target().collect();
            long heap = scene.target().liveHeapBytes().orElse(0L);
            return new Memory(
                    scene.target().process().map(ProcessFigures::residentBytes).orElse(0L), heap);
        }
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        int some = Math.min(warmUp, scene.people().size());
        if (some > 0) {
            warmUp(scene.first(some), progress);
        }
        var before = Memory.of(scene);
        try (var crowd = new Crowd(scene, 0)) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            meter.pass(SETTLE);
            result.add("resident memory peak", peak(scene), "MB");
            var after = Memory.of(scene);
            each("resident memory each", after.resident() - before.resident(), crowd, result);
            each("live heap each", after.heap() - before.heap(), crowd, result);
            result.add("resident memory after", after.resident() / 1e6, "MB");
            var from = meter.now();
            meter.pass(hold);
            var to = meter.now();
            result.add(
                    "idle: server CPU",
                    100
                            * to.serverCpu().minus(from.serverCpu()).toNanos()
                            / 1e9
                            / Math.max(1e-3, to.secondsSince(from)),
                    "%");
            result.add("connections that ended", to.totals().dropped());
            if (to.totals().dropped() > 0) {
                result.fault(to.totals().dropped() + " idle connections ended");
            }
            result.over(meter.samples());
        }
        return result;
    }

    private void warmUp(Scene few, PrintStream progress) {
        try (var crowd = new Crowd(few, 0)) {
            var meter = new Meter(crowd, few.target(), progress);
            Login.of(few, crowd, meter, new Result(name(), "", ""));
        }
    }

    private static void each(String name, long bytes, Crowd crowd, Result result) {
        result.add(name, bytes / 1024.0 / crowd.people(), "KB");
    }

    private static double peak(Scene scene) {
        return scene.target().process().map(ProcessFigures::peakBytes).orElse(0L) / 1e6;
    }
}
