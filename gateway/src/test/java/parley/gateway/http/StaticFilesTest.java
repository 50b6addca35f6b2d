package parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    private final StaticFiles files = new StaticFiles();

    private Response.Whole get(String path, String... headers) {
        return (Response.Whole) files.answer(Requests.of("GET", path, headers));
    }

    @ParameterizedTest
    @CsvSource({"/c/cv_aaaaaaaaaaaaa/12,../../#/c/cv_aaaaaaaaaaaaa/12", "/settings,./#/settings"})
    void a_place_in_the_client_leads_to_the_page(String path, String location) {
        var answer = get(path);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers()).containsEntry("Location", location);
    }

    @Test
    void the_page_is_asked_for_each_time() {
        var answer = get("/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("test page");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("X-Frame-Options", "DENY");
        assertThat(answer.headers().get("Content-Security-Policy")).contains("default-src 'self'");
    }

    @Test
    void a_file_with_a_hash_in_its_name_is_kept_for_good() {
        var answer = get("/assets/app-abc123.js");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/javascript; charset=utf-8")
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
    }

    @Test
    void who_has_it_already_is_told_so() {
        var tag = Objects.requireNonNull(get("/").headers().get("ETag"));
        var answer = get("/", "If-None-Match", tag);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none.js", "/../web/index.html", "/..\\index.html", "/a/../../b.js"})
    void what_isnt_there_is_404(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void a_name_without_end_is_404() {
        assertThat(get("/" + "a".repeat(300) + ".js").status()).isEqualTo(404);
    }

    @Test
    void files_can_only_be_read() {
        var answer = (Response.Whole) files.answer(Requests.of("POST", "/"));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET");
    }
}
