package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.client.Door;

/// Clients that wait for no answer: far more than may be in flight is sent at once, and each is
/// done in its turn.
final class PipelinedTest {
    private static final int SENDS = 1_000;

    private static RunningServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = RunningServer.start(directory, People.GENEROUS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String hello(People.Someone who) {
        return "{\"type\":\"hello\",\"id\":\"h\",\"token\":\"" + who.tokens().access() + "\"}";
    }

    private static JsonNode next(RawClient client) throws InterruptedException {
        var frame = client.frames().poll(20, TimeUnit.SECONDS);
        assertThat(frame).isNotNull();
        return frame;
    }

    private static JsonNode await(RawClient client, String field, String value)
            throws InterruptedException {
        var frame = next(client);
        while (!frame.path(field).asText().equals(value)) {
            frame = next(client);
        }
        return frame;
    }

    private static String send(People.Someone to, int i) {
        return "{\"type\":\"send\",\"id\":\"s%d\",\"key\":\"k%d\",\"to\":\"%s\",\"text\":\"%d\"}"
                .formatted(i, i, to.id(), i);
    }

    /// Sends to oneself, marks between them, and a question about what was sent before it.
    private static List<String> frames(People.Someone who, String conversation) {
        var frames = new ArrayList<String>();
        for (int i = 1; i <= SENDS; i++) {
            frames.add(send(who, i));
            if (i % 3 == 0) {
                frames.add(
                        "{\"type\":\"ack\",\"id\":\"a%d\",\"conversation\":\"%s\",\"seq\":1}"
                                .formatted(i, conversation));
            }
        }
        frames.add(
                "{\"type\":\"history\",\"id\":\"last\",\"conversation\":\"%s\",\"limit\":1}"
                        .formatted(conversation));
        return frames;
    }

    private static String begin(RawClient client, People.Someone who) throws Exception {
        client.send(RawClient.JSON.readTree(hello(who)));
        await(client, "type", "synced");
        client.send(RawClient.JSON.readTree(send(who, 0)));
        return await(client, "re", "s0").path("conversation").asText();
    }

    private static void expectAll(RawClient client) throws InterruptedException {
        int sent = 0;
        int marked = 0;
        while (true) {
            var frame = next(client);
            var re = frame.path("re").asText();
            if (re.startsWith("s")) {
                sent++;
                assertThat(re).isEqualTo("s" + sent);
                assertThat(frame.path("seq").asInt()).as(re).isEqualTo(sent + 1);
            } else if (re.startsWith("a")) {
                marked++;
                assertThat(re).isEqualTo("a" + 3 * marked);
                assertThat(frame.path("type").asText()).isEqualTo("ok");
            } else if (re.equals("last")) {
                assertThat(frame.path("messages").path(0).path("text").asText())
                        .isEqualTo("" + SENDS);
                assertThat(sent).isEqualTo(SENDS);
                assertThat(marked).isEqualTo(SENDS / 3);
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS", "WEBSOCKET", "WEBSOCKET_CBOR"})
    void each_frame_is_done_in_its_turn(Door door) throws Exception {
        var ann = People.make(server, "ann");
        try (var client = RawClient.open(door, server, ann.tokens().access())) {
            for (var frame : frames(ann, begin(client, ann))) {
                client.send(RawClient.JSON.readTree(frame));
            }
            expectAll(client);
        }
    }

    @Test
    void so_is_each_line_of_one_write() throws Exception {
        var ann = People.make(server, "ann");
        try (var client = new RawLines(Door.TCP, server)) {
            var lines = String.join("\n", frames(ann, begin(client, ann))) + "\n";
            client.write(lines.getBytes(StandardCharsets.UTF_8));
            expectAll(client);
        }
    }

    @Test
    void and_each_frame_of_one_websocket_message() throws Exception {
        var ann = People.make(server, "ann");
        try (var client = new RawWebSocket(Door.WEBSOCKET, server)) {
            client.write(String.join("\n", frames(ann, begin(client, ann))));
            expectAll(client);
        }
    }
}
