package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.protocol.Fields;

/// What no client should send, while two others go on talking.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileDoorsTest {
    private static final String DEEP =
            "{\"type\":\"ping\",\"id\":\"1\",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}";

    private final RunningServer server;
    private final Visitor mallory;
    private final Visitor bob;
    private final LineClient alices;
    private final LineClient bobs;
    private int talked;

    HostileDoorsTest(@TempDir Path directory) {
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
        mallory = Visitor.register(server.http(), "mallory");
        bob = Visitor.register(server.http(), "bob");
        var alice = Visitor.register(server.http(), "alice");
        alices = LineClient.live(server.port("tcp"), alice.token());
        bobs = LineClient.live(server.port("tcp"), bob.token());
    }

    @AfterAll
    void stop() {
        alices.close();
        bobs.close();
        server.close();
    }

    @BeforeEach
    @AfterEach
    void the_others_are_unaffected() {
        var text = "still here " + talked++;
        var ok =
                alices.ask(
                        "{\"type\":\"send\",\"id\":\""
                                + text
                                + "\",\"to\":\""
                                + bob.id()
                                + "\",\"text\":\""
                                + text
                                + "\"}",
                        text);
        assertThat(ok.number("seq")).hasValue(talked);
        bobs.until(frame -> text.equals(frame.text("text")));
    }

    private LineClient live() {
        return LineClient.live(server.port("tcp"), mallory.token());
    }

    private SocketClient liveSocket() {
        var socket =
                SocketClient.connect(server.http(), List.of("parley.v1")).hello(mallory.token());
        socket.until("\"synced\"");
        return socket;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "{", "[]", "{}", "{\"type\":7}", "{\"a\":1,\"a\":2}", "\"x\""})
    void the_third_in_a_row_that_is_no_frame_closes_with_4400(String line) {
        try (var client = live()) {
            for (int i = 0; i < 3; i++) {
                client.send(line);
                client.send(line);
                assertThat(error(client)).isEqualTo("bad_frame");
                assertThat(error(client)).isEqualTo("bad_frame");
                assertThat(
                                client.ask("{\"type\":\"ping\",\"id\":\"p" + i + "\"}", "p" + i)
                                        .text("type"))
                        .as("two in a row are forgiven")
                        .isEqualTo("pong");
            }
            client.send(line + "\n" + line + "\n" + line);
            assertThat(client.bye()).isEqualTo(4400);
        }
        try (var socket = liveSocket()) {
            socket.send(line).send(line).send("{\"type\":\"ping\",\"id\":\"p\"}");
            socket.until("\"pong\"");
            socket.send(line).send(line).send(line);
            assertThat(socket.code()).isEqualTo(4400);
            socket.until("\"bye\"");
        }
    }

    private static String error(LineClient client) {
        return String.valueOf(
                client.until(frame -> "error".equals(frame.text("type"))).text("code"));
    }

    @Test
    void three_that_are_no_frames_close_before_hello_too() {
        for (var line : List.of("nonsense", "{}", "{\"type\":null}")) {
            try (var client = LineClient.connect(server.port("tcp"))) {
                client.send(line + "\n" + line + "\n" + line);
                assertThat(client.bye()).as(line).isEqualTo(4400);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"nope\",\"id\":\"1\"} | unknown_command",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":7} | bad_request",
                "{\"type\":\"send\",\"id\":\"1\",\"text\":\"x\"} | bad_request",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"nobody\",\"text\":\"x\"} | not_found",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@nobody\",\"text\":\"x\"} | not_found",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\",\"text\":\"\\u0000\"} | bad_request",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\",\"text\":\"\\ud800\"} | bad_request",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\",\"text\":\"\"} | empty",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\"} | empty",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\",\"text\":\"x\",\"format\":\"odd\"} | bad_request",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\",\"text\":\"x\",\"mentions\":[1]} | bad_request",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\",\"text\":\"x\",\"replyTo\":99} | bad_request",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@mallory\",\"text\":\"x\",\"key\":\"\"} | bad_request",
                "{\"type\":\"ack\",\"id\":\"1\",\"conversation\":\"cv_0000000000000\",\"seq\":1} | not_found",
                "{\"type\":\"ack\",\"id\":\"1\",\"conversation\":\"x\",\"seq\":-1} | bad_request",
                "{\"type\":\"history\",\"id\":\"1\",\"conversation\":\"cv_0000000000000\"} | not_found",
                "{\"type\":\"changes\",\"id\":\"1\",\"conversation\":\"'; drop table\",\"after\":0} | not_found",
                "{\"type\":\"presence\",\"id\":\"1\",\"state\":\"dancing\"} | bad_request",
                "{\"type\":\"auth\",\"id\":\"1\",\"token\":\"x\"} | unauthorized",
                "{\"type\":\"hello\",\"id\":\"1\"} | bad_request",
                "{\"type\":\"watch\",\"id\":\"1\",\"users\":\"all\"} | bad_request"
            })
    void a_command_that_cant_be_done_is_answered_and_the_connection_goes_on(
            String line, String code) {
        try (var client = live()) {
            for (int i = 0; i < 4; i++) {
                assertThat(client.ask(line, "1").text("code")).isEqualTo(code);
            }
            assertThat(client.ask("{\"type\":\"ping\",\"id\":\"p\"}", "p").text("type"))
                    .isEqualTo("pong");
        }
    }

    @Test
    void deep_frames_and_long_texts_are_refused() {
        try (var client = live()) {
            client.send(DEEP);
            assertThat(error(client)).isEqualTo("bad_frame");
            client.send("{\"type\":\"ping\",\"x\":" + "[".repeat(60_000) + "}");
            assertThat(error(client)).isEqualTo("bad_frame");
            assertThat(send(client, "👋".repeat(5_000)).text("type")).isEqualTo("ok");
            assertThat(send(client, "x".repeat(5_001)).text("code")).isEqualTo("too_long");
        }
    }

    private static Fields send(LineClient client, String text) {
        return client.ask(
                "{\"type\":\"send\",\"id\":\"s\",\"to\":\"@mallory\",\"text\":\"" + text + "\"}",
                "s");
    }

    @Test
    void a_frame_of_64_kib_is_taken_and_one_byte_more_is_not() {
        try (var client = live()) {
            var frame = "{\"type\":\"ping\",\"id\":\"1\",\"x\":\"\"}";
            var exact = frame.replace("\"x\":\"", "\"x\":\"" + "x".repeat(65_536 - frame.length()));
            assertThat(client.ask(exact, "1").text("type")).isEqualTo("pong");
            client.send(exact.replace("\"x\":\"", "\"x\":\"xx"));
            assertThat(client.bye()).isEqualTo(1009);
        }
        try (var socket = liveSocket()) {
            socket.send("{\"x\":\"" + "x".repeat(65_536) + "\"}");
            assertThat(socket.code()).isEqualTo(1009);
        }
    }

    @Test
    void ten_megabytes_are_not_waited_for() {
        try (var client = live()) {
            try {
                client.raw("x".repeat(10 * 1024 * 1024).getBytes(StandardCharsets.US_ASCII));
                client.flush();
            } catch (java.io.UncheckedIOException closed) {
                return; // it was closed before all was written, and the bye went with it
            }
            assertThat(client.bye()).isEqualTo(1009);
        }
    }

    @Test
    void bad_utf8_on_lines_is_a_bad_frame() {
        try (var client = live()) {
            var line = new ByteArrayOutputStream();
            line.writeBytes("{\"type\":\"ping\",\"x\":\"".getBytes(StandardCharsets.US_ASCII));
            line.writeBytes(new byte[] {(byte) 0xc3, 0x28});
            line.writeBytes("\"}\n".getBytes(StandardCharsets.US_ASCII));
            client.raw(line.toByteArray());
            client.flush();
            assertThat(error(client)).isEqualTo("bad_frame");
            assertThat(client.ask("{\"type\":\"ping\",\"id\":\"p\"}", "p").text("type"))
                    .isEqualTo("pong");
        }
    }

    @Test
    void binary_where_text_was_agreed_closes_with_1003() {
        try (var socket = liveSocket()) {
            socket.sendBytes(new byte[] {(byte) 0xa0});
            assertThat(socket.code()).isEqualTo(1003);
        }
    }

    @Test
    void text_where_binary_was_agreed_closes_with_1003() {
        try (var socket = SocketClient.connect(server.http(), List.of("parley.v1.cbor"))) {
            socket.hello(mallory.token());
            assertThat(socket.code()).isEqualTo(1003);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ping\",\"id\":\"1\"}",
                "{\"type\":\"send\",\"id\":\"1\",\"to\":\"@bob\",\"text\":\"x\"}",
                "{\"type\":\"hello\"}"
            })
    void the_first_command_is_hello_with_an_id(String line) {
        try (var client = LineClient.connect(server.port("tcp"))) {
            client.send(line);
            assertThat(client.bye()).isEqualTo(4101);
        }
    }

    @Test
    void who_says_nothing_for_ten_seconds_is_sent_away() {
        try (var silent = LineClient.connect(server.port("tcp"));
                var socket = SocketClient.connect(server.http(), List.of());
                var dripping = LineClient.connect(server.port("tcp"))) {
            dripping.raw(new byte[] {'{'});
            dripping.flush();
            var bye = silent.next(java.time.Duration.ofSeconds(15));
            assertThat(bye.number("code")).hasValue(4101);
            assertThat(socket.code()).isEqualTo(4101);
            assertThat(dripping.bye()).isEqualTo(4101);
        }
    }
}
