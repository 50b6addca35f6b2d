package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Direct;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "direct",
        description =
                "Everyone writes to others. Shows what is lost, how long messages take, and the server's processor time of each.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DirectCommand extends ScenarioCommand {
    @Option(
            names = "--rate",
            description = "Messages a second of each person. Default: ${DEFAULT-VALUE}")
    double rate = 1;

    @Option(
            names = "--partners",
            paramLabel = "K",
            description =
                    "Fixed others that each writes to; 0: a random other each time, so that most messages begin a conversation. Default: ${DEFAULT-VALUE}")
    int partners;

    @Option(
            names = "--acks",
            description =
                    "People acknowledge, once a second, what they received. Without it the server notes each message as missed after its ack timeout.")
    boolean acks;

    @Mixin PaceOptions pace = new PaceOptions();

    @Override
    Scenario scenario() {
        return new Direct(pace.pace(rate * run.people), partners, acks);
    }

    @Override
    Duration length() {
        return pace.length();
    }
}
