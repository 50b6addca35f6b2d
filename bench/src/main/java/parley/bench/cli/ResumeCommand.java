package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Resume;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        description =
                "The server is restarted (with --serve; else everyone's connection is cut), and all come back with their cursors. Shows how long that takes, and whether anything is missed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResumeCommand extends ScenarioCommand {
    @Option(
            names = "--rate",
            description = "Messages a second of each person before. Default: ${DEFAULT-VALUE}")
    double rate = 0.2;

    @Mixin PaceOptions pace = new PaceOptions();

    @Override
    Scenario scenario() {
        return new Resume(pace.pace(rate * run.people));
    }

    @Override
    Duration length() {
        return pace.length().plusMinutes(2);
    }
}
