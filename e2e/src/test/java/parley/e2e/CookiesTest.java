package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser is given to keep: the refresh token for signing in again, and a token that shows
/// it pictures. Neither opens anything else.
final class CookiesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void each_cookie_is_good_for_its_own_place_alone(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (var server = RunningServer.start(directory, "--proxies=127.0.0.1")) {
            var ann = Visitor.register(server.http(), "ann");
            var login =
                    "{\"login\":\"ann\",\"password\":\"" + Visitor.PASSWORD + "\",\"cookie\":true}";
            var refresh = checked(ask(server, "/v1/auth/login", login, "", "http"), "");
            var next = checked(ask(server, "/v1/auth/refresh", "{}", refresh, "https"), "; Secure");
            assertThat(next).isNotEqualTo(refresh);
            assertThat(ask(server, "/v1/auth/refresh", "{}", "", "http").statusCode())
                    .isEqualTo(401);
            var media = "parley_media=" + ann.token();
            assertThat(ask(server, "/v1/auth/ticket", "{}", media, "http").statusCode())
                    .as("the cookie for media opens nothing else")
                    .isEqualTo(401);
        }
    }

    /// Both cookies as they are to be; answers the refresh token's.
    private static String checked(HttpResponse<String> answer, String secure) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("refreshToken");
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies).hasSize(2);
        assertThat(cookies.get(0))
                .startsWith("parley_refresh=")
                .contains("; HttpOnly; SameSite=Strict; Path=/v1/auth; Max-Age=2592000")
                .endsWith(secure.isEmpty() ? "2592000" : secure);
        assertThat(cookies.get(1))
                .startsWith("parley_media=")
                .contains("; HttpOnly; SameSite=Strict; Path=/v1/media; Max-Age=900")
                .endsWith(secure.isEmpty() ? "900" : secure);
        return cookies.get(0).substring(0, cookies.get(0).indexOf(';'));
    }

    private static HttpResponse<String> ask(
            RunningServer server, String path, String body, String cookie, String scheme)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server.http() + path))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-Proto", scheme)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
