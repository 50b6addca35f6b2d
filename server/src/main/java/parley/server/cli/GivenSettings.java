package parley.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.server.config.Setting;
import parley.server.config.Settings;
import parley.server.config.SettingsReader;
import picocli.CommandLine.Option;

/// The settings that a subcommand was given: `--config FILE`, `.env`, the environment, and
/// `--key=value`.
final class GivenSettings {
    private static final String OPTION = "--setting";
    private static final Path DEFAULT_FILE = Path.of("parley.toml");
    private static final Path ENV_FILE = Path.of(".env");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A TOML file with settings (default: parley.toml, if it is there).")
    private @Nullable Path config;

    @Option(names = OPTION, hidden = true)
    private List<String> given = new ArrayList<>();

    Settings read() {
        var reader = new SettingsReader();
        if (config != null || Files.exists(DEFAULT_FILE)) {
            reader.file(config != null ? config : DEFAULT_FILE);
        }
        if (Files.exists(ENV_FILE)) {
            reader.envFile(ENV_FILE);
        }
        reader.variables(System.getenv(), "environment");
        for (var one : given) {
            int equals = one.indexOf('=');
            reader.flag(one.substring(0, equals), one.substring(equals + 1));
        }
        return reader.settings();
    }

    /// `--http.port=80` as an option that every subcommand knows; other words as they are. A word
    /// with a dot in its name is meant as a setting even where there is none of that name, so that
    /// the nearest is told.
    static String asOption(String word) {
        int equals = word.indexOf('=');
        if (!word.startsWith("--") || equals < 0) {
            return word;
        }
        var key = word.substring(2, equals);
        boolean setting =
                key.contains(".")
                        || Stream.of(Setting.values()).anyMatch(one -> one.key().equals(key));
        return setting ? OPTION + "=" + word.substring(2) : word;
    }
}
