package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// permessage-deflate (RFC 7692) on a WebSocket, byte by byte, since most clients hide it.
final class DeflateTest {
    private static final int DEFLATED_TEXT = 0xc1;
    private static final int TEXT = 0x81;

    @Test
    void long_frames_are_compressed_and_those_with_tokens_are_not(@TempDir Path directory)
            throws IOException, DataFormatException {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var ann = People.make(server, "ann");
            try (var socket = new Socket("127.0.0.1", server.port("http"))) {
                socket.setSoTimeout(10_000);
                var in = new DataInputStream(socket.getInputStream());
                assertThat(handshake(socket, in))
                        .contains("101 ")
                        .contains("permessage-deflate")
                        .contains("server_no_context_takeover")
                        .contains("client_no_context_takeover");

                write(
                        socket,
                        "{\"type\":\"hello\",\"id\":\"1\",\"token\":\""
                                + ann.tokens().access()
                                + "\"}",
                        true);
                var welcome = read(in);
                assertThat(welcome.first()).as("the answer to hello").isEqualTo(TEXT);
                assertThat(welcome.text()).contains("\"session\"");
                assertThat(read(in).text()).contains("synced");

                var text = "all work and no play ".repeat(100);
                write(
                        socket,
                        "{\"type\":\"send\",\"id\":\"2\",\"to\":\""
                                + ann.id()
                                + "\",\"text\":\""
                                + text
                                + "\"}",
                        false);
                var ok = read(in);
                assertThat(ok.first()).as("a short frame").isEqualTo(TEXT);
                var talk = ok.text().replaceAll(".*\"conversation\":\"([^\"]+)\".*", "$1");
                write(
                        socket,
                        "{\"type\":\"history\",\"id\":\"3\",\"conversation\":\"" + talk + "\"}",
                        true);
                var history = read(in);
                assertThat(history.first()).as("a long frame").isEqualTo(DEFLATED_TEXT);
                assertThat(history.text()).contains(text);
                assertThat(history.bytes()).isLessThan(text.length() / 2);
            }
        }
    }

    private static String handshake(Socket socket, DataInputStream in) throws IOException {
        socket.getOutputStream()
                .write(
                        ("GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readByte());
        }
        return answer.toString();
    }

    /// @param bytes of the payload as it came
    private record Heard(int first, int bytes, String text) {}

    private static Heard read(DataInputStream in) throws IOException, DataFormatException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        var payload = in.readNBytes(length);
        return new Heard(
                first,
                length,
                first == DEFLATED_TEXT
                        ? inflated(payload)
                        : new String(payload, StandardCharsets.UTF_8));
    }

    private static String inflated(byte[] payload) throws DataFormatException {
        var inflater = new Inflater(true);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(payload);
        whole.writeBytes(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
        inflater.setInput(whole.toByteArray());
        var out = new byte[1 << 20];
        int length = inflater.inflate(out);
        inflater.end();
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static void write(Socket socket, String text, boolean deflate) throws IOException {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        if (deflate) {
            payload = deflated(payload);
        }
        var frame = new ByteArrayOutputStream();
        frame.write(deflate ? DEFLATED_TEXT : TEXT);
        frame.write(0x80 | 126);
        frame.write(payload.length >>> 8);
        frame.write(payload.length);
        frame.writeBytes(new byte[4]); // a mask of zeros leaves the payload as it is
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    private static byte[] deflated(byte[] payload) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(payload);
        var out = new byte[payload.length + 100];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }
}
