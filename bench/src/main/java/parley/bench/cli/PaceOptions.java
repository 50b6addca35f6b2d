package parley.bench.cli;

import java.time.Duration;
import parley.bench.scenario.Pace;
import picocli.CommandLine.Option;

/// For how long people talk.
final class PaceOptions {
    @Option(
            names = "--warmup",
            description = "Seconds of talk before anything counts. Default: ${DEFAULT-VALUE}")
    int warmup = 10;

    @Option(
            names = "--duration",
            description = "Seconds that are measured. Default: ${DEFAULT-VALUE}")
    int duration = 60;

    @Option(
            names = "--linger",
            description =
                    "Seconds that the last messages are waited for at most. Default: ${DEFAULT-VALUE}")
    int linger = 15;

    Pace pace(double perSecond) {
        return new Pace(
                perSecond,
                Duration.ofSeconds(warmup),
                Duration.ofSeconds(duration),
                Duration.ofSeconds(linger));
    }

    Duration length() {
        return Duration.ofSeconds(warmup + duration + linger).plusMinutes(1);
    }
}
