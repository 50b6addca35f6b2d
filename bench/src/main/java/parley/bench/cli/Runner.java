package parley.bench.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import parley.bench.report.Machine;
import parley.bench.report.Report;
import parley.bench.report.Result;
import parley.bench.report.TextTable;
import parley.bench.scenario.Scenario;
import parley.bench.scenario.Scene;
import parley.bench.server.People;
import parley.bench.server.Person;
import parley.bench.server.Started;
import parley.bench.server.Target;
import parley.bench.wire.Door;
import parley.bench.wire.ParleyProtocol;
import parley.bench.wire.ParleyProtocol.Hello;

/// Plays a scenario as often, through as many doors, and against as many servers as was asked for.
final class Runner {
    private static final int FAULT = 1;

    private final ServerOptions server;
    private final RunOptions run;
    private final PrintStream out = System.out;

    Runner(ServerOptions server, RunOptions run) {
        this.server = server;
        this.run = run;
    }

    /// @param length how long a run takes at most
    /// @return the exit status: 1 if anything was lost, doubled, out of order, or couldn't log in
    int play(Scenario scenario, Duration length) {
        var deadline = Deadline.start(Duration.ofMinutes(run.maxMinutes));
        var results = new ArrayList<Result>();
        for (int i = 0; i < run.repeat; i++) {
            for (var door : server.doors()) {
                results.add(parley(scenario, door, length));
                if (server.floor) {
                    results.add(floor(scenario, door));
                }
            }
        }
        deadline.cancel();
        var report =
                new Report(
                        System.getProperty("parley.command", "./parley bench " + scenario.name()),
                        Machine.description(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        results);
        TextTable.print(report, out);
        return report.faults().isEmpty() ? 0 : FAULT;
    }

    private Result parley(Scenario scenario, Door door, Duration length) {
        try (var target = server.open()) {
            long start = System.nanoTime();
            var makers = new People(server.rest(target));
            var people =
                    run.peopleFile()
                            .map(file -> makers.gather(run.people, file, length))
                            .orElseGet(() -> makers.make(run.people));
            out.printf(
                    "%s, %s: %d people in %.1f s, seed %d%n",
                    target.name(),
                    door,
                    people.size(),
                    (System.nanoTime() - start) / 1e9,
                    run.seed);
            return scenario.play(scene(target, door, people), out);
        }
    }

    private Result floor(Scenario scenario, Door door) {
        try (var target = Started.floor()) {
            out.printf("%s, %s%n", target.name(), door);
            var people =
                    IntStream.range(0, run.people)
                            .mapToObj("us_%013d"::formatted)
                            .map(id -> new Person(id, id, "", Long.MAX_VALUE))
                            .toList();
            return scenario.play(scene(target, door, people), out);
        }
    }

    private Scene scene(Target target, Door door, List<Person> people) {
        return new Scene(
                target,
                door,
                people,
                loop ->
                        new ParleyProtocol(
                                loop,
                                door,
                                person ->
                                        new Hello(
                                                people.get(person).token(),
                                                "",
                                                "",
                                                !run.noPresence),
                                ParleyProtocol.Memory.NONE),
                run.tuning());
    }
}
