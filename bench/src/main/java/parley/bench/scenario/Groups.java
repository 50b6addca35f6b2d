package parley.bench.scenario;

import java.io.PrintStream;
import java.time.Duration;
import parley.bench.report.Result;

/// Everyone is in one group of many, or each in one of many groups, and all talk there.
///
/// @param name `group` or `rooms`
/// @param groups how many; everyone is in one of them
/// @param pace of all groups together
public record Groups(String name, int groups, Pace pace) implements Scenario {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name, scene.target().name(), scene.door().name());
        int people = scene.people().size();
        long streams = (long) people * Math.ceilDiv(people, groups);
        try (var crowd = new Crowd(scene, streams)) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            var talk = gather(scene, crowd, meter, result);
            Talking.of(scene, crowd, meter, talk, pace, result);
        }
        return result;
    }

    /// Makes the groups, and says what that cost.
    private Talk gather(Scene scene, Crowd crowd, Meter meter, Result result) {
        var before = meter.now();
        var talk = Talk.Groups.gather(scene, crowd, groups);
        var made = meter.now();
        meter.pass(SETTLE); // until everyone has been told that they are in it
        var told = meter.now();
        result.add("groups made", groups);
        result.add("members of each", Math.ceilDiv(crowd.people(), groups));
        result.add("making them: time", made.secondsSince(before), "s");
        result.add(
                "making them: server CPU",
                told.serverCpu().minus(before.serverCpu()).toNanos() / 1e9,
                "s");
        return talk;
    }
}
