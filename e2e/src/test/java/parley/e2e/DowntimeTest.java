package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static parley.e2e.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Times;

/// What has its time while the server is down happens when it is up again.
final class DowntimeTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final String FLEETING = "an unmistakable secret that flees";

    @Test
    void what_was_due_is_sent_and_what_expired_is_gone(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var alice = Visitor.register(server.http(), "alice");
            var bob = Visitor.register(server.http(), "bob");
            var talk =
                    alice.post(
                                    server.http(),
                                    "/v1/conversations",
                                    "{\"kind\":\"direct\",\"members\":[\"" + bob.id() + "\"]}")
                            .expect(201)
                            .body()
                            .required("id");
            var here = "/v1/conversations/" + talk;
            var soon = Instant.now().plusSeconds(2);
            alice.post(
                            server.http(),
                            here + "/messages",
                            "{\"key\":\"f\",\"expiresInS\":2,\"text\":\"" + FLEETING + "\"}")
                    .expect(201);
            alice.post(
                            server.http(),
                            here + "/scheduled",
                            "{\"key\":\"s\",\"text\":\"good morning\",\"sendAt\":\""
                                    + Times.text(soon)
                                    + "\"}")
                    .expect(201);
            server.kill();
            eventually(WITHIN, () -> "time passes", () -> Instant.now().isAfter(soon));
            server.restart();
            eventually(
                    WITHIN,
                    () -> bob.get(server.http(), here + "/messages").text(),
                    () -> bob.get(server.http(), here + "/messages").text().contains("morning"));
            eventually(
                    WITHIN,
                    () -> "the text is in the files of the database",
                    () -> !isIn(directory.resolve("data"), FLEETING));
            var page = bob.get(server.http(), here + "/messages").expect(200).body();
            assertThat(page.objects("items"))
                    .extracting(one -> one.text("gone"), one -> one.text("text"))
                    .containsExactly(tuple("expired", null), tuple(null, "good morning"));
        }
    }

    private static boolean isIn(Path folder, String text) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (Files.isRegularFile(file)
                        && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .contains(text)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
