package parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The settings page is made from the table of settings, and is current.
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/operating/settings.md");
    private static final String REMAKE =
            "remake it with: mvn -q -pl server -am test -Dtest=SettingsPageTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dsettings.page=write";

    private static final String HEAD =
            """
            # Settings

            This page is made from the server's table of settings; a test keeps it current.

            A setting comes from, in this order, the later one winning:

            1. the default below,
            2. a TOML file: `parley.toml` in the working directory if it is there, or `--config FILE`,
            3. a file `.env` in the working directory, with lines `PARLEY_HTTP_PORT=8080`,
            4. the environment, with the same names,
            5. a flag: `--http.port=8080`.

            A key that isn't known, or a value that it can't have, stops the start; the message says what was
            meant. `./parley config` shows every setting in use and where it came from. Settings are read once,
            at the start.

            In TOML `http.port = 8080` and a table `[http]` with `port = 8080` are the same. Lists are one text
            with commas. Two variables are the launcher's and no settings: `PARLEY_JAVA_HOME` and
            `PARLEY_JAVA_OPTS`.

            | setting | default | value | meaning |
            | --- | --- | --- | --- |
            """;

    @Test
    void the_page_is_current() throws IOException {
        if ("write".equals(System.getProperty("settings.page"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).as(REMAKE).isEqualTo(page());
    }

    private static String page() {
        return HEAD
                + Stream.of(Setting.values())
                        .map(SettingsPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        var initial = setting.initial().isEmpty() ? "" : "`" + setting.initial() + "`";
        return "| `%s`<br>`%s` | %s | %s | %s |%n"
                .formatted(
                        setting.key(),
                        setting.variable(),
                        initial,
                        setting.expected(),
                        setting.meaning())
                .replace(System.lineSeparator(), "\n");
    }
}
