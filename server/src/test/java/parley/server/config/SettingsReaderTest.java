package parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.server.config.SettingsReader.BadSetting;

class SettingsReaderTest {
    @TempDir private Path directory;

    private Path write(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_is_said_later_wins() {
        var settings =
                new SettingsReader()
                        .file(
                                write(
                                        "parley.toml",
                                        "http.port = 1\ntcp.port = 1\ntls.port = 1\nadmin.port = 1"))
                        .envFile(
                                write(
                                        ".env",
                                        "PARLEY_TCP_PORT=2\nPARLEY_TLS_PORT=2\nPARLEY_ADMIN_PORT=2"))
                        .variables(
                                Map.of("PARLEY_TLS_PORT", "3", "PARLEY_ADMIN_PORT", "3"),
                                "environment")
                        .flag("admin.port", "4")
                        .settings();
        assertThat(settings.text(Setting.HTTP_PORT)).isEqualTo("1");
        assertThat(settings.text(Setting.TCP_PORT)).isEqualTo("2");
        assertThat(settings.text(Setting.TLS_PORT)).isEqualTo("3");
        assertThat(settings.text(Setting.ADMIN_PORT)).isEqualTo("4");
        assertThat(settings.sourceOf(Setting.ADMIN_PORT)).isEqualTo("--admin.port");
        assertThat(settings.sourceOf(Setting.GUESTS)).isEqualTo("default");
    }

    @Test
    void toml_tables_and_dotted_keys_are_the_same() {
        var file =
                write(
                        "a.toml",
                        "guests = \"off\"\n[limits]\nmessages = \"5/20\"\nhello-device = \"2/4\"\n");
        var settings = new SettingsReader().file(file).settings();
        assertThat(settings.text(Setting.GUESTS)).isEqualTo("off");
        assertThat(settings.text(Setting.LIMIT_MESSAGES)).isEqualTo("5/20");
        assertThat(settings.text(Setting.LIMIT_HELLO_DEVICE)).isEqualTo("2/4");
    }

    @Test
    void an_array_is_refused_with_a_word_on_what_to_write() {
        var file = write("a.toml", "origins = [\"https://a.example\"]");
        assertThatThrownBy(() -> new SettingsReader().file(file))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("with commas between parts");
    }

    @Test
    void a_file_that_isnt_there_is_named() {
        assertThatThrownBy(() -> new SettingsReader().file(directory.resolve("none.toml")))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("none.toml");
    }

    @ParameterizedTest
    @CsvSource({"http.prot,http.port", "guest,guests", "limits.mesages,limits.messages"})
    void an_unknown_key_names_the_nearest(String wrong, String right) {
        assertThatThrownBy(() -> new SettingsReader().flag(wrong, "1"))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("'" + wrong + "'")
                .hasMessageContaining("Did you mean '" + right + "'?");
    }

    @Test
    void an_unknown_variable_names_the_nearest_variable() {
        assertThatThrownBy(() ->
                        new SettingsReader()
                                .variables(Map.of("PARLEY_HTTP_PROT", "1"), "environment"))
                .hasMessageContaining("Did you mean 'PARLEY_HTTP_PORT'?");
    }

    @Test
    void variables_of_others_and_of_the_launcher_are_left_alone() {
        var variables =
                Map.of("PATH", "/bin", "PARLEY_JAVA_HOME", "/jdk", "PARLEY_JAVA_OPTS", "-Xmx1g");
        assertThat(new SettingsReader().variables(variables, "environment").settings().shown())
                .allSatisfy((key, value) -> assertThat(value.getLast()).isEqualTo("default"));
    }

    @ParameterizedTest
    @CsvSource({
        "http.port,eighty",
        "http.port,65536",
        "http.port,-1",
        "guests,yes",
        "limits.messages,10",
        "limits.messages,10/0",
        "drain.spread,soon",
        "log.level,loud"
    })
    void a_value_that_cant_be_is_refused_with_what_it_may_be(String key, String value) {
        assertThatThrownBy(() -> new SettingsReader().flag(key, value))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("'" + key + "' can't be '" + value + "'");
    }

    @Test
    void an_env_file_has_comments_quotes_and_export() {
        var file =
                write(
                        ".env",
                        "# Parley\n\nexport PARLEY_GUESTS=off\nPARLEY_ORIGINS=\"https://a.example\"\nOTHER=1\n"
                                + "PARLEY_PUBLIC_URL='https://chat.example'\n");
        var settings = new SettingsReader().envFile(file).settings();
        assertThat(settings.isOn(Setting.GUESTS)).isFalse();
        assertThat(settings.list(Setting.ORIGINS)).containsExactly("https://a.example");
        assertThat(settings.text(Setting.PUBLIC_URL)).isEqualTo("https://chat.example");
    }

    @Test
    void a_port_that_is_off_is_no_port() {
        var settings = new SettingsReader().flag("tcp.port", "off").settings();
        assertThat(settings.port(Setting.TCP_PORT)).isEmpty();
        assertThat(settings.port(Setting.HTTP_PORT)).hasValue(8080);
    }

    @Test
    void a_password_in_the_database_url_is_never_shown() {
        var settings =
                new SettingsReader()
                        .flag("database.url", "postgresql://parley:hunter2@db/parley")
                        .settings();
        assertThat(settings.shown().toString()).contains("parley:…@db").doesNotContain("hunter2");
    }
}
