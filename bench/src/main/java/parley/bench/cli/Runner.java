package parley.bench.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import parley.bench.report.HtmlReport;
import parley.bench.report.JsonReport;
import parley.bench.report.Machine;
import parley.bench.report.Report;
import parley.bench.report.Result;
import parley.bench.report.TextTable;
import parley.bench.scenario.Scenario;
import parley.bench.scenario.Scene;
import parley.bench.server.People;
import parley.bench.server.Person;
import parley.bench.server.Rest;
import parley.bench.server.Started;
import parley.bench.server.Target;
import parley.bench.wire.Tongue;

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
            results.addAll(parley(scenario, length.multipliedBy(server.doors().size())));
            if (server.floor) {
                results.addAll(floor(scenario));
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
        run.json().ifPresent(file -> JsonReport.write(report, file));
        run.html().ifPresent(file -> HtmlReport.write(report, file));
        return report.faults().isEmpty() ? 0 : FAULT;
    }

    private List<Result> parley(Scenario scenario, Duration length) {
        try (var target = server.open()) {
            if (server.tongue() != Tongue.PARLEY) {
                return peer(target, scenario);
            }
            var rest = new Rest(server.rest(target));
            var people = people(rest, length);
            return server.doors().stream()
                    .map(door -> {
                        begin(target, door.name(), people.size());
                        return scenario.play(
                                Scene.parley(target, door, people, rest, run.tuning()), out);
                    })
                    .toList();
        }
    }

    private List<Result> peer(Target target, Scenario scenario) {
        var people =
                People.read(
                                run.peopleFile()
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "--protocol needs --people-file")))
                        .subList(0, run.people);
        return server.doors().stream()
                .map(door -> {
                    begin(target, door.name(), people.size());
                    return scenario.play(
                            Scene.peer(target, door, people, server.tongue(), run.tuning()), out);
                })
                .toList();
    }

    private List<Person> people(Rest rest, Duration length) {
        var source = new People(rest);
        return run.peopleFile()
                .map(file -> source.gather(run.people, file, length))
                .orElseGet(() -> source.make(run.people));
    }

    private List<Result> floor(Scenario scenario) {
        try (var target = Started.floor()) {
            var people =
                    IntStream.range(0, run.people)
                            .mapToObj("us_%013d"::formatted)
                            .map(id -> new Person(id, id, "", Long.MAX_VALUE))
                            .toList();
            return server.doors().stream()
                    .map(door -> {
                        begin(target, door.name(), people.size());
                        return scenario.play(Scene.floor(target, door, people, run.tuning()), out);
                    })
                    .toList();
        }
    }

    private void begin(Target target, String door, int people) {
        target.process().ifPresent(process -> process.forgetPeak());
        out.printf("%s, %s, %d people, seed %d%n", target.name(), door, people, run.seed);
    }
}
