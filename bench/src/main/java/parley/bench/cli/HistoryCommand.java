package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.History;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description =
                "Someone who has a conversation with everyone else looks back through a long one page by page, and comes with and without a cursor.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class HistoryCommand extends ScenarioCommand {
    @Option(
            names = "--messages",
            description = "Of the long conversation. Default: ${DEFAULT-VALUE}")
    int messages = 10_000;

    @Option(names = "--page", description = "Messages of a page. Default: ${DEFAULT-VALUE}")
    int page = 100;

    @Option(
            names = "--comings",
            description = "How often coming is measured. Default: ${DEFAULT-VALUE}")
    int comings = 20;

    @Override
    Scenario scenario() {
        return new History(messages, page, comings);
    }

    @Override
    Duration length() {
        return Duration.ofMinutes(5);
    }
}
