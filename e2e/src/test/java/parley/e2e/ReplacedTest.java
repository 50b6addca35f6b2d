package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.client.Door;

/// Two connections of one session: the one that came later stays (PROTOCOL.md section 3, `4409`).
final class ReplacedTest {
    private static RunningServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = RunningServer.start(directory, People.GENEROUS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawClient open(Door door, People.Someone who)
            throws IOException, InterruptedException {
        var client = RawClient.open(door, server, who.tokens().access());
        client.send(RawClient.JSON.readTree("{}")); // no frame: the answer says that it is there
        await(client, "error");
        return client;
    }

    /// @param session to go on with; empty for a new one
    /// @return what is answered
    private static JsonNode hello(RawClient client, People.Someone who, String session)
            throws IOException, InterruptedException {
        var hello = RawClient.JSON.createObjectNode().put("type", "hello").put("id", "hello");
        hello.put("token", who.tokens().access());
        client.send(session.isEmpty() ? hello : hello.put("session", session));
        return await(client, "");
    }

    private static String begin(RawClient client, People.Someone who)
            throws IOException, InterruptedException {
        return hello(client, who, "").path("session").asText();
    }

    private static JsonNode await(RawClient client, String type) throws InterruptedException {
        while (true) {
            var frame = client.frames().poll(10, TimeUnit.SECONDS);
            assertThat(frame).as("a frame of type %s", type).isNotNull();
            if (type.isEmpty() || frame.path("type").asText().equals(type)) {
                return frame;
            }
        }
    }

    private static void isHere(RawClient client) throws IOException, InterruptedException {
        client.send(RawClient.JSON.readTree("{\"type\":\"ping\",\"id\":\"p\"}"));
        assertThat(await(client, "pong").path("re").asText()).isEqualTo("p");
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "WEBSOCKET_CBOR", "TCP", "TLS"})
    void the_earlier_connection_is_told_that_it_was_replaced(Door door) throws Exception {
        var ann = People.make(server, "ann");
        try (var first = open(door, ann);
                var second = open(door, ann)) {
            var session = begin(first, ann);
            assertThat(hello(second, ann, session).path("session").asText()).isEqualTo(session);
            assertThat(await(first, "bye").path("code").asInt()).isEqualTo(4409);
            isHere(second);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "WEBSOCKET_CBOR", "TCP", "TLS"})
    void an_earlier_one_that_says_hello_late_replaces_nobody(Door door) throws Exception {
        var ann = People.make(server, "ann");
        try (var late = open(door, ann);
                var present = open(door, ann)) {
            var session = begin(present, ann);
            var answer = hello(late, ann, session);
            assertThat(answer.path("type").asText()).isEqualTo("bye");
            assertThat(answer.path("code").asInt()).isEqualTo(4409);
            isHere(present);
        }
    }
}
