package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Broken bytes at every door: the server answers or closes, and goes on serving everyone else.
final class DoorFuzzTest {
    private static final int CONNECTIONS = 400;

    @Test
    void mutated_bytes_at_every_door_break_nothing(@TempDir Path directory) throws IOException {
        long seed = System.nanoTime();
        System.out.println("DoorFuzzTest seed " + seed);
        var random = new SplittableRandom(seed);
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var ann = People.make(server, "ann");
            var bob = People.make(server, "bob");
            var seeds = seeds(ann, bob);
            try (var one = LineClient.live(server.port("tcp"), ann.tokens().access());
                    var other = LineClient.live(server.port("tcp"), bob.tokens().access())) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    var port = server.port(List.of("tcp", "http", "tls").get(i % 3));
                    attack(port, mutated(seeds.get(random.nextInt(seeds.size())), random));
                    if (i % 20 == 0) {
                        talk(one, other, bob, i);
                    }
                }
                talk(one, other, bob, CONNECTIONS);
            }
            assertThat(Files.readString(server.log()))
                    .doesNotContain("ERROR")
                    .doesNotContain("LEAK");
        }
    }

    private static void talk(LineClient one, LineClient other, People.Someone to, int i) {
        one.send(
                "{\"type\":\"send\",\"id\":\"%d\",\"to\":\"%s\",\"text\":\"still here %d\"}"
                        .formatted(i, to.id(), i));
        other.until(frame -> ("still here " + i).equals(frame.text("text")));
    }

    private static List<byte[]> seeds(People.Someone ann, People.Someone bob) {
        var hello =
                "{\"type\":\"hello\",\"id\":\"1\",\"token\":\"" + ann.tokens().access() + "\"}\n";
        var send =
                "{\"type\":\"send\",\"id\":\"2\",\"to\":\""
                        + bob.id()
                        + "\",\"key\":\"k\",\"text\":\"h\u00e9llo \ud83d\ude00\"}\n";
        var upgrade =
                "GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
        var post =
                "POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 44\r\n\r\n"
                        + "{\"login\":\"nobody\",\"password\":\"wrong horse 1\"}";
        var masked = new String(new char[] {0x81, 0x85, 1, 2, 3, 4, 'a', 'b', 'c', 'd', 'e'});
        return List.of(
                (hello + send.repeat(3)).getBytes(StandardCharsets.UTF_8),
                (hello
                                + "{\"type\":\"history\",\"id\":\"3\",\"conversation\":\"cv_aaaaaaaaaaaaa\"}\n")
                        .getBytes(StandardCharsets.UTF_8),
                (upgrade + masked.repeat(20)).getBytes(StandardCharsets.ISO_8859_1),
                (post + post).getBytes(StandardCharsets.UTF_8),
                "GET /v1/users/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x.y.z\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8),
                new byte[] {0x16, 0x03, 0x01, 0x00, 0x40, 0x01, 0x00, 0x00, 0x3c, 0x03, 0x03});
    }

    /// A few bytes changed, left out, doubled or thrown in.
    private static byte[] mutated(byte[] seed, SplittableRandom random) {
        var bytes = seed.clone();
        int changes = random.nextInt(1, 12);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int cut = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return Arrays.copyOf(bytes, cut);
    }

    private static void attack(int port, byte[] bytes) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            readSome(socket.getInputStream());
        } catch (IOException ignored) {
            // to be cut off, or not answered in time, is an answer too
        }
    }

    private static void readSome(InputStream in) throws IOException {
        for (int i = 0; i < 64 && in.read() >= 0; i++) {
            // whatever it says
        }
    }
}
