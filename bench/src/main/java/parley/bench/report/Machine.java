package parley.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine that this runs on, in a line.
public final class Machine {
    private Machine() {}

    public static String description() {
        return "%d processors (%s), %.0f GB, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        field("/proc/cpuinfo", "model name"),
                        Long.parseLong(
                                        "0"
                                                + field("/proc/meminfo", "MemTotal")
                                                        .replaceAll("\\D", ""))
                                / 1e6,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static String field(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown"; // not Linux
        }
    }
}
