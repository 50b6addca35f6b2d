package parley.bench.scenario;

import java.io.PrintStream;
import parley.bench.report.Result;

/// Everyone writes to others, one at a time.
///
/// @param partners how many fixed others each has; 0: anyone
/// @param marks whether people say, once a second, what they received
public record Direct(Pace pace, int partners, boolean marks) implements Scenario {
    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        var talk = new Talk.Direct(scene.people(), partners);
        double each = pace.perSecond() * pace.seconds() / scene.people().size();
        try (var crowd = new Crowd(scene, talk.streams(each))) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            if (marks) {
                crowd.each(crew -> crew.live(Habits.Share.MARKS));
            }
            Talking.of(scene, crowd, meter, talk, pace, result);
        }
        return result;
    }
}
