package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Idle;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "idle",
        description =
                "Everyone is there and says nothing. Shows the memory of a connection: resident, and live heap after a collection.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class IdleCommand extends ScenarioCommand {
    @Option(
            names = "--hold",
            description = "Seconds that everyone stays. Default: ${DEFAULT-VALUE}")
    int hold = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "So many people come and go before the first look at the memory. Default: ${DEFAULT-VALUE}")
    int warmUp = 100;

    @Override
    Scenario scenario() {
        return new Idle(warmUp, Duration.ofSeconds(hold));
    }

    @Override
    Duration length() {
        return Duration.ofSeconds(hold).plusMinutes(2);
    }
}
