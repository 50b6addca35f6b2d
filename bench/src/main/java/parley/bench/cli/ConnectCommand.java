package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Connect;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;

@Command(
        name = "connect",
        description =
                "A login storm: everyone comes at once. Shows how long until all are in, and the server's processor time of a login.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConnectCommand extends ScenarioCommand {
    @Override
    Scenario scenario() {
        return new Connect();
    }

    @Override
    Duration length() {
        return Duration.ofMinutes(1);
    }
}
