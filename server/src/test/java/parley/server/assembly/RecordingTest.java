package parley.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Codec;
import parley.protocol.Fields;
import parley.server.config.Settings;
import parley.server.config.SettingsReader;

/// What a recording of a running node says of it.
class RecordingTest {
    private static final String COMMIT = "parley.Commit";
    private static final String FAN_OUT = "parley.FanOut";
    private static final int MESSAGES = 3;
    private static final int TEXT_BYTES = 1_000;

    @TempDir private Path folder;

    /// One person on the TCP door.
    private record Client(Socket socket, BufferedReader lines) implements AutoCloseable {
        static Client on(int port) throws IOException {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            var lines = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            return new Client(socket, new BufferedReader(lines));
        }

        Fields ask(String command) throws IOException {
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            while (true) {
                var line = Objects.requireNonNull(lines.readLine(), "the server closed");
                var frame = Codec.JSON.read(line.getBytes(StandardCharsets.UTF_8));
                if (frame.required("type").equals("ok")) {
                    return frame;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Settings settings() {
        return new SettingsReader()
                .flag("data.dir", folder.resolve("data").toString())
                .flag("http.port", "off")
                .flag("tls.port", "off")
                .flag("admin.port", "off")
                .flag("tcp.port", "0")
                .settings();
    }

    /// Someone writes notes to themself, and then the server is stopped.
    private void chat() throws IOException {
        try (var node = Node.start(settings());
                var zoe = Client.on(Objects.requireNonNull(node.ports().get("tcp")))) {
            var welcome = zoe.ask("{\"type\":\"hello\",\"id\":\"1\",\"guest\":{\"name\":\"Zoe\"}}");
            var self = welcome.object("user").orElseThrow().required("id");
            for (int i = 0; i < MESSAGES; i++) {
                var text = "x".repeat(TEXT_BYTES);
                zoe.ask(
                        "{\"type\":\"send\",\"id\":\"%d\",\"to\":\"%s\",\"text\":\"%s\"}"
                                .formatted(i + 2, self, text));
            }
        }
    }

    private List<RecordedEvent> recorded(Recording recording, String name) throws IOException {
        var file = folder.resolve(name + ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    @Test
    void each_commit_and_its_fan_out_is_recorded() throws IOException {
        try (var recording = new Recording()) {
            recording.enable(COMMIT);
            recording.enable(FAN_OUT).withThreshold(Duration.ZERO);
            recording.start();
            chat();
            recording.stop();
            var commits = recorded(recording, COMMIT);
            assertThat(commits)
                    .allSatisfy(event -> assertThat(event.getDuration()).isPositive())
                    .filteredOn(event -> event.getInt("entries") == 1)
                    .filteredOn(event -> event.getLong("bytes") / TEXT_BYTES == 1)
                    .extracting(event -> event.getLong("n"))
                    .hasSize(MESSAGES)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(recorded(recording, FAN_OUT))
                    .hasSameSizeAs(commits)
                    .filteredOn(event -> event.getInt("frames") == 1)
                    .hasSizeGreaterThanOrEqualTo(MESSAGES);
        }
    }
}
