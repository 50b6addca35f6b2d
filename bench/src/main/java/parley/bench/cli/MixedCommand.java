package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Mixed;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "mixed",
        description =
                "Life, about: five of six messages to 20 others, the rest to a group of 20; receipts, typing, presence, a page of history now and then, one in a hundred connections cut each minute.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MixedCommand extends ScenarioCommand {
    @Option(
            names = "--rate",
            description = "Messages a second of each person. Default: ${DEFAULT-VALUE}")
    double rate = 0.2;

    @Mixin PaceOptions pace = new PaceOptions();

    @Override
    Scenario scenario() {
        return new Mixed(pace.pace(rate * run.people));
    }

    @Override
    Duration length() {
        return pace.length();
    }
}
