package parley.bench.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import parley.bench.scenario.Arrivals;
import parley.bench.scenario.Scene.Tuning;
import picocli.CommandLine.Option;

/// How the load tool works, whatever the scenario, and where its reports go.
final class RunOptions {
    @Option(
            names = "--people",
            description = "How many people take part. Default: ${DEFAULT-VALUE}")
    int people = 1000;

    @Option(
            names = "--people-file",
            paramLabel = "FILE",
            description = {
                "Where accounts are kept between runs: a line each, id, access token, refresh token",
                "and when the access token ends, with tabs; or an access token alone. Made, made",
                "longer and given new tokens as needed. Without it new guests are made each time."
            })
    @Nullable Path peopleFile;

    @Option(
            names = "--concurrency",
            description =
                    "So many connections are being opened at a time. Default: ${DEFAULT-VALUE}")
    int concurrency = 500;

    @Option(
            names = "--connect-rate",
            paramLabel = "N",
            description = "New connections a second. Default: as fast as the server takes them")
    double connectRate;

    @Option(
            names = "--threads",
            description = "Event loops of the load tool. Default: ${DEFAULT-VALUE}")
    int threads = 2;

    @Option(
            names = "--text",
            description = "Characters of each message, 22 at least. Default: ${DEFAULT-VALUE}")
    int text = 24;

    @Option(
            names = "--no-presence",
            description = "People neither tell nor are told who is online.")
    boolean noPresence;

    @Option(names = "--repeat", description = "Measure so many times. Default: ${DEFAULT-VALUE}")
    int repeat = 1;

    @Option(
            names = "--seed",
            description = "Of everything that is random. Default: another each time")
    long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000_000);

    @Option(
            names = "--max-minutes",
            description =
                    "End by itself after so long, whatever happens. Default: ${DEFAULT-VALUE}")
    int maxMinutes = 60;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as JSON.")
    @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with plots there.")
    @Nullable Path html;

    Tuning tuning() {
        return new Tuning(
                threads,
                new Arrivals.Rate(concurrency, connectRate),
                text,
                !noPresence,
                seed,
                Duration.ofMinutes(Math.min(maxMinutes, 5)));
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }

    Optional<Path> html() {
        return Optional.ofNullable(html);
    }

    Optional<Path> peopleFile() {
        return Optional.ofNullable(peopleFile);
    }
}
