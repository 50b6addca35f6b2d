package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people take along.
final class ExportTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String EXPORT = "/v1/users/me/export";

    @Test
    void it_holds_what_one_may_read_and_nothing_else(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var base = server.http();
            var alice = Visitor.register(base, "alice");
            var bob = Visitor.register(base, "bob");
            var carol = Visitor.register(base, "carol");
            var talk = alice.conversationWith(base, bob);
            for (int i = 0; i < 250; i++) {
                send(base, i % 2 == 0 ? alice : bob, talk, "message " + i);
            }
            send(base, bob, bob.conversationWith(base, carol), "not for Alice");

            var files = unzip(export(base, alice, BodyHandlers.ofByteArray()).body());
            assertThat(files.keySet())
                    .containsExactlyInAnyOrder(
                            "profile.jsonl",
                            "devices.jsonl",
                            "contacts.jsonl",
                            "blocks.jsonl",
                            "scheduled.jsonl",
                            "conversations.jsonl",
                            "messages.jsonl");
            assertThat(files.get("profile.jsonl")).hasSize(1);
            assertThat(files.get("devices.jsonl")).hasSize(1);
            assertThat(files.get("conversations.jsonl")).hasSize(1);
            var messages = files.getOrDefault("messages.jsonl", List.of());
            assertThat(messages).hasSize(250);
            for (int i = 0; i < messages.size(); i++) {
                var line = RawClient.JSON.readTree(messages.get(i));
                assertThat(line.path("text").asText()).isEqualTo("message " + i);
                assertThat(line.path("conversation").asText()).isEqualTo(talk);
            }
        }
    }

    @Test
    void one_at_a_time(@TempDir Path directory) throws IOException, InterruptedException {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var base = server.http();
            var alice = Visitor.register(base, "alice");
            var notes = alice.conversationWith(base, alice);
            for (int i = 0; i < 600; i++) {
                send(base, alice, notes, noise(i)); // more than sockets hold of it
            }
            var first = export(base, alice, BodyHandlers.ofInputStream());
            assertThat(first.statusCode()).isEqualTo(200);
            try (InputStream unread = first.body()) {
                unread.read();
                var second = export(base, alice, BodyHandlers.ofByteArray());
                assertThat(second.statusCode()).isEqualTo(429);
            }
        }
    }

    // what can't be made smaller
    private static String noise(int seed) {
        var random = new java.util.Random(seed);
        return random.ints(5_000, 0x4E00, 0x9FA0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void send(String base, Visitor from, String to, String text) {
        from.post(base, "/v1/conversations/" + to + "/messages", "{\"text\":\"" + text + "\"}")
                .expect(201);
    }

    private static <T> HttpResponse<T> export(String base, Visitor who, BodyHandler<T> body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + EXPORT))
                        .header("Authorization", "Bearer " + who.token())
                        .build();
        return HTTP.send(request, body);
    }

    private static Map<String, List<String>> unzip(byte[] bytes) throws IOException {
        var files = new HashMap<String, List<String>>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                files.put(entry.getName(), text.lines().toList());
            }
        }
        return files;
    }
}
