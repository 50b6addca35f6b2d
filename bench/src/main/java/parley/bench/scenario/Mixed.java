package parley.bench.scenario;

import java.io.PrintStream;
import java.util.SplittableRandom;
import parley.bench.report.Result;

/// Life, about: most messages go to a few others, some to a group of twenty; people say that they
/// received and read, type, look at older messages, and lose their connection now and then.
public record Mixed(Pace pace) implements Scenario {
    private static final int PARTNERS = 20;
    private static final int GROUP_SIZE = 20;
    private static final double GROUP_SHARE = 0.16;

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        long streams = (long) scene.people().size() * (PARTNERS + GROUP_SIZE);
        try (var crowd = new Crowd(scene, streams)) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            crowd.each(Crew::keepReturning);
            int groups = Math.ceilDiv(crowd.people(), GROUP_SIZE);
            var talk =
                    new Both(
                            new Talk.Direct(scene.people(), PARTNERS),
                            Talk.Groups.gather(scene, crowd, groups));
            crowd.each(crew -> crew.live(Habits.Share.USUAL));
            Talking.of(scene, crowd, meter, talk, pace, result);
            var totals = crowd.totals();
            result.add("came again with what was missed", totals.repeated());
            result.add("logins", totals.logins());
            result.add("other commands answered", totals.answered());
            result.add("other commands refused", totals.commandsRefused());
        }
        return result;
    }

    /// Now to a partner, now to the group.
    private record Both(Talk.Direct direct, Talk.Groups groups) implements Talk {
        @Override
        public int pick(int sender, SplittableRandom random) {
            return (random.nextDouble() < GROUP_SHARE ? groups : direct).pick(sender, random);
        }

        @Override
        public byte[] address(int picked) {
            return (picked < 0 ? groups : direct).address(picked);
        }

        @Override
        public int receivers(int picked) {
            return (picked < 0 ? groups : direct).receivers(picked);
        }

        @Override
        public String received() {
            return groups.received();
        }

        @Override
        public long streams(double messagesEach) {
            return groups.streams(messagesEach) + direct.streams(messagesEach);
        }
    }
}
