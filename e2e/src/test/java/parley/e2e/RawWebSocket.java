package parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import parley.client.Door;

/// Frames in WebSocket messages, as JSON or CBOR.
final class RawWebSocket implements RawClient, WebSocket.Listener {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final boolean cbor;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    RawWebSocket(Door door, RunningServer server) {
        cbor = door == Door.WEBSOCKET_CBOR;
        socket =
                http.newWebSocketBuilder()
                        .subprotocols(cbor ? "parley.v1.cbor" : "parley.v1")
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + server.port("http") + "/v1/ws"),
                                this)
                        .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            for (var line : text.toString().split("\n")) {
                frames.add(parse(line));
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            try (var several =
                    CBOR.readerFor(JsonNode.class).<JsonNode>readValues(binary.toByteArray())) {
                several.forEachRemaining(frames::add);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            binary.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        frames.add(JSON.createObjectNode().put("type", "closed").put("code", code));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        frames.add(RawHttp.closed());
    }

    @Override
    public void send(JsonNode frame) throws IOException {
        if (cbor) {
            socket.sendBinary(ByteBuffer.wrap(CBOR.writeValueAsBytes(frame)), true).join();
        } else {
            write(frame.toString());
        }
    }

    /// A text message that need not be a frame.
    void write(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    public BlockingQueue<JsonNode> frames() {
        return frames;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
