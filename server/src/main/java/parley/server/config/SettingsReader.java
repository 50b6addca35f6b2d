package parley.server.config;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.server.config.Settings.Value;

/// Reads settings. What is said later wins: the file, the `.env` file, the environment, flags. A
/// key that isn't known, or a value that it can't have, stops the start with a sentence that says
/// what to do.
public final class SettingsReader {
    private static final String PREFIX = "PARLEY_";

    /// These variables are the launcher's.
    private static final List<String> NOT_SETTINGS =
            List.of("PARLEY_JAVA_HOME", "PARLEY_JAVA_OPTS", "PARLEY_PASSWORD");

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    /// A setting that can't be used; its message is for the operator.
    public static final class BadSetting extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadSetting(String message) {
            super(message, null, false, false);
        }
    }

    /// Reads a TOML file.
    public SettingsReader file(Path file) {
        flatten(file).forEach((key, value) -> put(key, value, file.toString()));
        return this;
    }

    private static Map<String, String> flatten(Path file) {
        var flat = new LinkedHashMap<String, String>();
        var path = new ArrayDeque<String>();
        try (var parser = new TomlFactory().createParser(Files.newInputStream(file))) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    path.addLast(parser.currentName());
                } else if (token == JsonToken.END_OBJECT) {
                    path.pollLast();
                } else if (token.isScalarValue()) {
                    flat.put(String.join(".", path), parser.getText());
                    path.pollLast();
                } else if (token == JsonToken.START_ARRAY) {
                    throw new BadSetting(
                            file
                                    + ": '"
                                    + String.join(".", path)
                                    + "' is a text, with commas between parts.");
                }
            }
            return flat;
        } catch (IOException e) {
            throw new BadSetting(file + " can't be read: " + e.getMessage());
        }
    }

    /// Reads the lines `NAME=value` of an env file.
    public SettingsReader envFile(Path file) {
        try {
            var variables =
                    Files.readAllLines(file).stream()
                            .map(String::trim)
                            .filter(line ->
                                    !line.isEmpty() && !line.startsWith("#") && line.contains("="))
                            .collect(
                                    Collectors.toMap(
                                            line ->
                                                    line.substring(0, line.indexOf('='))
                                                            .replaceFirst("^export ", "")
                                                            .trim(),
                                            line ->
                                                    unquoted(
                                                            line.substring(line.indexOf('=') + 1)
                                                                    .trim()),
                                            (first, last) -> last,
                                            LinkedHashMap::new));
            return variables(variables, file.toString());
        } catch (IOException e) {
            throw new BadSetting(file + " can't be read: " + e.getMessage());
        }
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.startsWith("\"") && value.endsWith("\"")
                                || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /// Takes those variables that are Parley's.
    public SettingsReader variables(Map<String, String> variables, String source) {
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NOT_SETTINGS.contains(name)) {
                var setting =
                        Stream.of(Setting.values())
                                .filter(one -> one.variable().equals(name))
                                .findFirst();
                put(
                        setting.map(Setting::key)
                                .orElseThrow(() -> unknown(name, source, Setting::variable)),
                        value,
                        source);
            }
        });
        return this;
    }

    /// Takes one `key=value` of the command line.
    public SettingsReader flag(String key, String value) {
        put(key, value, "--" + key);
        return this;
    }

    private void put(String key, String value, String source) {
        var setting =
                Stream.of(Setting.values())
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> unknown(key, source, Setting::key));
        Optional<String> flaw = setting.flaw(value);
        if (flaw.isPresent()) {
            throw new BadSetting(
                    source + ": '" + key + "' can't be '" + value + "'; it is " + flaw.get() + ".");
        }
        values.put(setting, new Value(value, source));
    }

    private static BadSetting unknown(String name, String source, Function<Setting, String> said) {
        var nearest =
                Stream.of(Setting.values())
                        .map(said)
                        .min(Comparator.comparingInt(known -> distance(known, name)))
                        .orElseThrow();
        return new BadSetting(
                source + ": there is no setting '" + name + "'. Did you mean '" + nearest + "'?");
    }

    /// The edit distance of Levenshtein.
    static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    public Settings settings() {
        return new Settings(values);
    }
}
