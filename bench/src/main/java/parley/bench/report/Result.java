package parley.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one scenario showed of one server.
public final class Result {
    private final String scenario;
    private final String target;
    private final String door;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private List<Sample> samples = List.of();
    private List<Curve> curves = List.of();

    /// Latencies by percentile.
    public record Curve(String name, List<Point> points) {
        /// @param percentile from 0 to 100
        public record Point(double percentile, double ms) {}

        public Curve {
            points = List.copyOf(points);
        }
    }

    public Result(String scenario, String target, String door) {
        this.scenario = scenario;
        this.target = target;
        this.door = door;
    }

    public String scenario() {
        return scenario;
    }

    public String target() {
        return target;
    }

    public String door() {
        return door;
    }

    public Result add(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
        return this;
    }

    public Result add(String name, long count) {
        return add(name, (double) count, "");
    }

    public void over(List<Sample> time) {
        samples = List.copyOf(time);
    }

    public void curves(List<Curve> latencies) {
        curves = List.copyOf(latencies);
    }

    /// Something went wrong that must not.
    public void fault(String what) {
        faults.add(what);
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    public Optional<Figure> figure(String name) {
        return figures.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    public List<String> faults() {
        return List.copyOf(faults);
    }

    public List<Sample> samples() {
        return samples;
    }

    public List<Curve> curves() {
        return curves;
    }
}
