package parley.bench.scenario;

import java.io.PrintStream;
import java.time.Duration;
import parley.bench.report.Result;

/// Everyone is here and reads one channel, in which one of them talks.
///
/// @param pace of the one who talks
public record Channel(Pace pace) implements Scenario {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "channel";
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        try (var crowd = new Crowd(scene, scene.people().size())) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            var talk = make(scene, crowd, meter, result);
            var manner = Speech.Manner.alone(0, 1_000 / pace.perSecond());
            Talking.of(scene, crowd, meter, talk, manner, pace, result);
        }
        return result;
    }

    /// Makes the channel, and says what that cost.
    private static Talk make(Scene scene, Crowd crowd, Meter meter, Result result) {
        var before = meter.now();
        var talk = Talk.Channel.make(scene, crowd);
        var made = meter.now();
        meter.pass(SETTLE); // until everyone has been told that they are in it
        var told = meter.now();
        result.add("readers", crowd.people() - 1L);
        result.add("making it: time", made.secondsSince(before), "s");
        result.add(
                "making it: server CPU",
                told.serverCpu().minus(before.serverCpu()).toNanos() / 1e9,
                "s");
        return talk;
    }
}
