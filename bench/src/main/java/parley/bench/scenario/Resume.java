package parley.bench.scenario;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import parley.bench.report.Result;

/// The server is restarted, or everyone's connection is cut, and all come back with their cursors.
/// Half of the people are away before, and are written to meanwhile, so that there is something to
/// miss.
///
/// @param pace of those who write
public record Resume(Pace pace) implements Scenario {
    private static final int PARTNERS = 20;

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        var talk = new Talk.Direct(scene.people(), PARTNERS);
        try (var crowd = new Crowd(scene, talk.streams(PARTNERS))) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            crowd.speak(talk, pace.perSecond());
            meter.pass(pace.warmup());
            crowd.each(Crew::hush);
            Talking.settle(scene, crowd, meter, pace);
            miss(crowd, meter, talk);
            result.add("missed while away", crowd.totals().missing());
            comeBack(scene, crowd, meter, result);
            Talking.settle(scene, crowd, meter, pace);
            Talking.counts(scene, crowd.totals(), result);
            result.add("came again with what was missed", crowd.totals().repeated());
            result.add("conversations that came in part", crowd.totals().incomplete());
            result.over(meter.samples());
        }
        return result;
    }

    /// Half of the people leave, and the others write.
    private void miss(Crowd crowd, Meter meter, Talk talk) {
        int half = crowd.people() / 2;
        crowd.leave(person -> person >= half);
        crowd.await(() -> crowd.totals().connected() <= half);
        double pauseMs = 1_000.0 * half / pace.perSecond();
        crowd.speak(talk, new Speech.Manner(pauseMs, pauseMs, person -> person < half));
        meter.pass(pace.duration());
        crowd.each(Crew::hush);
        crowd.await(() -> crowd.totals().unanswered() <= 0);
    }

    private static void comeBack(Scene scene, Crowd crowd, Meter meter, Result result) {
        crowd.each(Crew::keepReturning);
        var before = meter.now();
        var restart = CompletableFuture.supplyAsync(scene.target()::restart);
        boolean restarted = meter.await(scene.tuning().patience(), restart::isDone);
        var took = restarted ? restart.join() : Optional.<Duration>empty();
        if (took.isEmpty()) {
            crowd.leave(person -> true); // it isn't ours to restart
        }
        took.ifPresent(time -> result.add("server ready again after", time.toMillis() / 1e3, "s"));
        var ready = meter.now();
        int half = crowd.people() / 2;
        crowd.come(person -> person >= half);
        boolean all =
                meter.await(
                        scene.tuning().patience(),
                        () -> {
                            var now = crowd.totals();
                            return now.connected() + now.turnedAway() >= crowd.people();
                        });
        var back = meter.now();
        result.add("all back after it was ready", back.secondsSince(ready), "s");
        result.add("all back after it began to end", back.secondsSince(before), "s");
        double logins = back.totals().logins() - before.totals().logins();
        double cpu = back.serverCpu().minus(ready.serverCpu()).toNanos();
        result.add("coming back: server CPU each", cpu / 1e6 / Math.max(1, logins), "ms");
        result.add("attempts that failed", back.totals().retries());
        result.add("refused for good", back.totals().turnedAway());
        if (!all || back.totals().turnedAway() > 0) {
            result.fault("not everyone came back");
        }
    }
}
