package parley.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import parley.protocol.Codec;
import parley.protocol.Frame;
import parley.protocol.Part;

/// What an HTTP request is answered.
public sealed interface Response {
    int status();

    /// A whole answer.
    record Whole(int status, Map<String, String> headers, byte[] body) implements Response {
        public Whole {
            headers = Map.copyOf(headers);
        }

        public Whole with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Whole(status, more, body);
        }
    }

    /// An answer that goes on: whoever made it takes the connection over.
    record Stream(int status, StreamStart start) implements Response {}

    static Whole json(int status, Part body) {
        Frame frame = body::writeFields;
        return new Whole(
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                Codec.JSON.write(frame));
    }

    static Whole ok(Part body) {
        return json(200, body);
    }

    static Whole nothing() {
        return new Whole(204, Map.of("Cache-Control", "no-store"), new byte[0]);
    }

    static Whole text(int status, String type, String text) {
        return new Whole(
                status, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
    }
}
