package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Groups;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "group",
        description =
                "Everyone is in one group, and all talk there. Shows the server's processor time of a delivery, and what making the group cost.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GroupCommand extends ScenarioCommand {
    @Option(
            names = "--rate",
            description = "Messages a second of everyone together. Default: ${DEFAULT-VALUE}")
    double rate = 10;

    @Mixin PaceOptions pace = new PaceOptions();

    @Override
    Scenario scenario() {
        return new Groups("group", 1, pace.pace(rate));
    }

    @Override
    Duration length() {
        return pace.length();
    }
}
