package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Saturate;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "saturate",
        description =
                "Everyone writes more and more, until the 99th percentile is over the limit. Shows the highest rate that was borne.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SaturateCommand extends ScenarioCommand {
    @Option(
            names = "--first",
            description =
                    "Messages a second of everyone in the first step. Default: ${DEFAULT-VALUE}")
    double first = 5_000;

    @Option(
            names = "--growth",
            description = "Each step is so many times the one before. Default: ${DEFAULT-VALUE}")
    double growth = 1.2;

    @Option(
            names = "--step",
            description =
                    "Seconds of a step; its first third doesn't count. Default: ${DEFAULT-VALUE}")
    int step = 9;

    @Option(
            names = "--limit",
            paramLabel = "MS",
            description = "The 99th percentile that is borne. Default: ${DEFAULT-VALUE}")
    long limit = 1_000;

    @Option(
            names = "--partners",
            paramLabel = "K",
            description = "Fixed others that each writes to; 0: anyone. Default: ${DEFAULT-VALUE}")
    int partners = 20;

    @Option(
            names = "--window",
            paramLabel = "W",
            description =
                    "In place of steps: so many messages of each person are in flight, and the next is sent when one is acknowledged.")
    int window;

    @Override
    Scenario scenario() {
        return new Saturate(
                first,
                growth,
                Duration.ofSeconds(step),
                partners,
                Duration.ofMillis(limit),
                window);
    }

    @Override
    Duration length() {
        return Duration.ofMinutes(8);
    }
}
