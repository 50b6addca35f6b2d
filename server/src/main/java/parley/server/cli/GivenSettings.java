package parley.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.server.config.Settings;
import parley.server.config.SettingsReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/// The settings that a subcommand was given: `--config FILE`, `.env`, the environment, and `--key=value`.
final class GivenSettings {
    private static final Path DEFAULT_FILE = Path.of("parley.toml");
    private static final Path ENV_FILE = Path.of(".env");

    @Option(names = "--config", paramLabel = "FILE", description = "A TOML file with settings (default: parley.toml, if it is there).")
    private @Nullable Path config;

    @Unmatched
    private List<String> others = new ArrayList<>();

    Settings read() {
        var reader = new SettingsReader();
        if (config != null || Files.exists(DEFAULT_FILE)) {
            reader.file(config != null ? config : DEFAULT_FILE);
        }
        if (Files.exists(ENV_FILE)) {
            reader.envFile(ENV_FILE);
        }
        reader.variables(System.getenv(), "environment");
        for (var other : others) {
            int equals = other.indexOf('=');
            if (!other.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("'" + other + "' isn't understood; a setting is given as --key=value.");
            }
            reader.flag(other.substring(2, equals), other.substring(equals + 1));
        }
        return reader.settings();
    }
}
