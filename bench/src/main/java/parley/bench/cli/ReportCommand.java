package parley.bench.cli;

import java.nio.file.Path;
import parley.bench.report.BenchmarkPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description =
                "Makes the tables of docs/benchmark.md anew from what runs wrote with --json.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Runnable {
    @Option(
            names = "--results",
            paramLabel = "DIRECTORY",
            description = "Where the JSON files are. Default: ${DEFAULT-VALUE}")
    Path results = Path.of("bench/results");

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Made if it isn't there. Default: ${DEFAULT-VALUE}")
    Path page = Path.of("docs/benchmark.md");

    @Override
    public void run() {
        BenchmarkPage.write(results, page);
        System.out.println(page + " is made from " + results);
    }
}
