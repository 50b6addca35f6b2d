package parley.bench.scenario;

import java.io.PrintStream;
import java.util.List;
import parley.bench.report.Result;

/// A login storm: everyone comes at once.
public record Connect() implements Scenario {
    @Override
    public String name() {
        return "connect";
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        try (var crowd = new Crowd(scene, 0)) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            result.over(meter.samples());
            result.curves(List.of(Meter.curve("login", meter.login())));
        }
        return result;
    }
}
