package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Groups;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rooms",
        description = "Everyone is in one of many groups, and all talk there.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RoomsCommand extends ScenarioCommand {
    @Option(names = "--rooms", description = "How many groups. Default: ${DEFAULT-VALUE}")
    int rooms = 100;

    @Option(
            names = "--rate",
            description = "Messages a second in each group. Default: ${DEFAULT-VALUE}")
    double rate = 1;

    @Mixin PaceOptions pace = new PaceOptions();

    @Override
    Scenario scenario() {
        return new Groups("rooms", rooms, pace.pace(rate * rooms));
    }

    @Override
    Duration length() {
        return pace.length();
    }
}
