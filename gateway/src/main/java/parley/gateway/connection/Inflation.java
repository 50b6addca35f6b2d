package parley.gateway.connection;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import parley.gateway.connection.WebSocketFrames.BadFrame;
import parley.protocol.CloseCode;

/// Inflates one message of permessage-deflate without context takeover (RFC 7692), never to more
/// than a message may have.
final class Inflation {
    private static final byte[] END = {0, 0, (byte) 0xff, (byte) 0xff};

    private Inflation() {}

    /// @param max bytes that the message may have
    static byte[] inflate(byte[] payload, int max) {
        var inflater = new Inflater(true);
        try {
            var out = new ByteArrayOutputStream(4 * payload.length);
            var buffer = new byte[4096];
            inflater.setInput(payload);
            pour(inflater, buffer, out, max);
            inflater.setInput(END);
            pour(inflater, buffer, out, max);
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new BadFrame(CloseCode.BAD_UTF8, "the message can't be inflated");
        } finally {
            inflater.end();
        }
    }

    private static void pour(Inflater inflater, byte[] buffer, ByteArrayOutputStream out, int max)
            throws DataFormatException {
        for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
            out.write(buffer, 0, length);
            WebSocketFrames.requireMessage(out.size(), max);
        }
    }
}
