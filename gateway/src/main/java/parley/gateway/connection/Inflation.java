package parley.gateway.connection;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import parley.gateway.connection.WebSocketFrames.BadFrame;
import parley.protocol.CloseCode;
import parley.protocol.Limits;

/// Inflates one message of permessage-deflate without context takeover (RFC 7692), never to more
/// than a frame may have.
final class Inflation {
    private static final byte[] END = {0, 0, (byte) 0xff, (byte) 0xff};

    private Inflation() {}

    static byte[] inflate(byte[] payload) {
        var inflater = new Inflater(true);
        try {
            var out = new ByteArrayOutputStream(4 * payload.length);
            var buffer = new byte[4096];
            inflater.setInput(payload);
            pour(inflater, buffer, out);
            inflater.setInput(END);
            pour(inflater, buffer, out);
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new BadFrame(CloseCode.BAD_UTF8, "the message can't be inflated");
        } finally {
            inflater.end();
        }
    }

    private static void pour(Inflater inflater, byte[] buffer, ByteArrayOutputStream out)
            throws DataFormatException {
        for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
            out.write(buffer, 0, length);
            if (out.size() > Limits.FRAME_BYTES) {
                throw new BadFrame(
                        CloseCode.TOO_LARGE, "a message has at most 65536 bytes, inflated");
            }
        }
    }
}
