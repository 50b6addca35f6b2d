package parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import parley.client.Door;

/// Frames over one door, as they are: nothing is answered, retried or put in order.
interface RawClient extends AutoCloseable {
    ObjectMapper JSON = new ObjectMapper();

    /// The end of the connection, among the frames.
    String CLOSED = "{\"type\":\"closed\"}";

    void send(JsonNode frame) throws IOException, InterruptedException;

    /// What came, in order.
    BlockingQueue<JsonNode> frames();

    @Override
    void close();

    /// @param token needed by HTTP for every request
    static RawClient open(Door door, RunningServer server, String token) {
        try {
            return switch (door) {
                case TCP, TLS -> new RawLines(door, server);
                case WEBSOCKET, WEBSOCKET_CBOR -> new RawWebSocket(door, server);
                case SSE, POLL -> new RawHttp(door, server, token);
            };
        } catch (IOException e) {
            throw new AssertionError(door + " can't be opened", e);
        }
    }
}
