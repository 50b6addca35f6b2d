package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The search index through what can happen to a server, and to the index itself.
final class SearchTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir private Path directory;

    @Test
    void what_was_said_is_found_through_kills_and_rebuilds() throws Exception {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var ann = Visitor.register(server.http(), "ann");
            var bob = Visitor.register(server.http(), "bob");
            var talk = ann.conversationWith(server.http(), bob);
            for (int i = 1; i <= 30; i++) {
                send(server, ann, talk, "{\"text\":\"marmalade number " + i + "\"}");
            }
            send(server, ann, talk, "{\"text\":\"明日は東京タワーに行きます โรงเรียน\"}");
            finds(server, bob, "marmalade", 30);
            finds(server, bob, "東京タワー", 1);
            finds(server, bob, "โรงเรียน", 1);
            finds(server, bob, "marmelade", 30);
            send(server, ann, talk, "{\"text\":\"last words\"}");
            server.kill();
            server.restart();
            finds(server, bob, "\"last words\"", 1);
            finds(server, bob, "marmalade", 30);
            a_message_that_expired_isnt_found(server, ann, bob, talk);
            it_is_made_anew(server, bob);
            metrics_tell_of_it(server, ann);
        }
    }

    private static void send(RunningServer server, Visitor who, String talk, String body) {
        who.post(server.http(), "/v1/conversations/" + talk + "/messages", body).expect(201);
    }

    private static List<String> found(RunningServer server, Visitor who, String query) {
        var path = "/v1/search?limit=50&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        var answer = who.get(server.http(), path);
        return answer.status() == 503
                ? List.of() // the index is being opened
                : answer.expect(200).body().objects("items").stream()
                        .map(item -> item.object("message").orElseThrow())
                        // its time may be over between being found and being told
                        .filter(message -> message.text("gone") == null)
                        .map(message -> message.required("text"))
                        .toList();
    }

    private static void finds(RunningServer server, Visitor who, String query, int count) {
        eventually(
                SOON,
                () -> query + ": " + found(server, who, query),
                () -> found(server, who, query).size() == count);
    }

    private static void a_message_that_expired_isnt_found(
            RunningServer server, Visitor ann, Visitor bob, String talk) {
        send(server, ann, talk, "{\"text\":\"ephemeral\",\"expiresInS\":2}");
        finds(server, bob, "ephemeral", 1);
        finds(server, bob, "ephemeral", 0);
    }

    private void it_is_made_anew(RunningServer server, Visitor bob)
            throws IOException, InterruptedException {
        var command =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                RunningServer.jar().toString(),
                                "reindex",
                                "--data.dir=" + directory.resolve("data"),
                                "--admin.port=" + server.port("admin"))
                        .redirectErrorStream(true)
                        .start();
        var said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("indexed ").contains(" messages");
        assertThat(command.exitValue()).isZero();
        assertThat(directory.resolve("data/search/index-2")).exists();
        finds(server, bob, "marmalade", 30);
    }

    private static void metrics_tell_of_it(RunningServer server, Visitor ann) {
        var metrics =
                Visitor.get("http://127.0.0.1:" + server.port("admin"), "/metrics", null).text();
        assertThat(metrics)
                .contains("parley_search_documents 32.0")
                .contains("parley_search_lag_seconds 0.0")
                .contains("parley_search_seconds_count");
        var features =
                ann.post(server.http(), "/v1/sessions", "{\"type\":\"hello\",\"id\":\"1\"}").text();
        assertThat(features).contains("\"search\"");
    }
}
