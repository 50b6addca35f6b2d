package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Channel;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "channel",
        description =
                "Everyone reads one channel, in which one of them talks. Shows how long it takes until all have a message, and the server's processor time of a delivery.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ChannelCommand extends ScenarioCommand {
    @Option(names = "--rate", description = "Messages a second. Default: ${DEFAULT-VALUE}")
    double rate = 1;

    @Mixin PaceOptions pace = new PaceOptions();

    @Override
    Scenario scenario() {
        return new Channel(pace.pace(rate));
    }

    @Override
    Duration length() {
        return pace.length();
    }
}
