package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.client.Door;

/// What networks and bad clients do to a server.
final class HostileWireTest {
    private static RunningServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = RunningServer.start(directory, People.GENEROUS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode awaitFrame(RawClient client, String field, String value)
            throws InterruptedException {
        while (true) {
            var frame = client.frames().poll(10, TimeUnit.SECONDS);
            assertThat(frame).as(field + " " + value).isNotNull();
            if (frame.path(field).asText().equals(value)) {
                return frame;
            }
        }
    }

    private static String hello(People.Someone who) {
        return "{\"type\":\"hello\",\"id\":\"h\",\"token\":\"" + who.tokens().access() + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_thousand_frames_in_one_write_are_answered_in_order() throws Exception {
        var ann = People.make(server, "ann");
        try (var client = new RawLines(Door.TCP, server)) {
            var lines = new StringBuilder(hello(ann)).append('\n');
            for (int i = 0; i < 1_000; i++) {
                lines.append("{\"type\":\"send\",\"id\":\"" + i + "\",\"to\":\"" + ann.id());
                lines.append("\",\"key\":\"" + i + "\",\"text\":\"note " + i + "\"}\n");
            }
            client.write(bytes(lines.toString()));
            for (int i = 0; i < 1_000; i++) {
                assertThat(awaitFrame(client, "re", "" + i).path("seq").asInt()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void a_frame_in_writes_of_one_byte_arrives_whole() throws Exception {
        var ann = People.make(server, "ann");
        try (var client = new RawLines(Door.TCP, server)) {
            for (byte one : bytes(hello(ann) + "\n")) {
                client.write(new byte[] {one});
            }
            assertThat(awaitFrame(client, "re", "h").path("type").asText()).isEqualTo("ok");
        }
    }

    @Test
    void several_frames_in_a_websocket_message_are_answered_in_order() throws Exception {
        var ann = People.make(server, "ann");
        try (var client = new RawWebSocket(Door.WEBSOCKET, server)) {
            var message = new StringBuilder(hello(ann));
            for (int i = 0; i < 1_000; i++) {
                message.append("\n{\"type\":\"ping\",\"id\":\"" + i + "\"}");
            }
            client.write(message.toString());
            for (int i = 0; i < 1_000; i++) {
                assertThat(awaitFrame(client, "re", "" + i).path("type").asText())
                        .isEqualTo("pong");
            }
        }
    }

    @Test
    void frames_of_a_message_may_be_more_together_than_one_frame() throws Exception {
        var ann = People.make(server, "ann");
        try (var client = new RawWebSocket(Door.WEBSOCKET, server)) {
            client.write(hello(ann));
            awaitFrame(client, "re", "h");
            var message = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                message.append("{\"type\":\"send\",\"id\":\"" + i + "\",\"to\":\"" + ann.id());
                message.append("\",\"text\":\"" + "x".repeat(5_000) + "\"}\n");
            }
            client.write(message.toString());
            for (int i = 0; i < 30; i++) {
                assertThat(awaitFrame(client, "re", "" + i).path("type").asText()).isEqualTo("ok");
            }
            client.write("{\"type\":\"ping\",\"x\":\"" + "x".repeat(65_536) + "\"}");
            assertThat(awaitFrame(client, "type", "bye").path("code").asInt()).isEqualTo(1009);
        }
    }

    @Test
    void a_thousand_resets_leave_nothing_behind() throws Exception {
        var ann = People.make(server, "ann");
        for (int i = 0; i < 1_000; i++) {
            var client = new RawLines(Door.TCP, server);
            if (i % 4 == 0) {
                client.write(bytes(hello(ann) + "\n"));
            } else if (i % 4 == 1) {
                client.write(bytes("{\"type\":\"hel"));
            }
            client.reset();
        }
        eventually(
                Duration.ofSeconds(20),
                HostileWireTest::connections,
                () -> connections().isEmpty());
        seenOffline(ann);
        try (var client = new RawLines(Door.TCP, server)) {
            client.write(bytes(hello(ann) + "\n"));
            assertThat(awaitFrame(client, "re", "h").path("type").asText()).isEqualTo("ok");
        }
    }

    // someone who knows her sees her gone once the grace is over
    private static void seenOffline(People.Someone ann) {
        var bob = People.make(server, "bob");
        try (var client = LineClient.live(server.port("tcp"), bob.tokens().access())) {
            client.ask(
                    "{\"type\":\"send\",\"id\":\"1\",\"to\":\"" + ann.id() + "\",\"text\":\"?\"}",
                    "1");
            client.send("{\"type\":\"watch\",\"users\":[\"" + ann.id() + "\"]}");
            client.until(frame ->
                    "presence".equals(frame.text("type"))
                            && ann.id().equals(frame.text("user"))
                            && "offline".equals(frame.text("state")));
        }
    }

    // the gauges that aren't 0
    private static ArrayList<String> connections() {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port("admin") + "/metrics"))
                        .build();
        var open = new ArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (var line : http.send(request, BodyHandlers.ofString()).body().split("\n")) {
                if (line.matches("(parley_connections\\{.*door=\"tcp\".*\\}|parley_users_here) .*")
                        && !line.endsWith(" 0.0")) {
                    open.add(line);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return open;
    }
}
