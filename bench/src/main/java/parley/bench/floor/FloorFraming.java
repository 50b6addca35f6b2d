package parley.bench.floor;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// How frames lie in the bytes of a connection to the relay, as the server has it.
sealed interface FloorFraming {
    /// Gives a connection the whole frames in these bytes.
    ///
    /// @return where the first byte stands that was not taken
    int take(FloorConnection connection, byte[] bytes, int end);

    void write(byte[] frame, int length, ByteBuf into);

    /// One frame a line.
    final class Lines implements FloorFraming {
        @Override
        public int take(FloorConnection connection, byte[] bytes, int end) {
            int from = 0;
            for (int i = 0; i < end; i++) {
                if (bytes[i] == '\n') {
                    connection.frame(bytes, from, i);
                    from = i + 1;
                }
            }
            return from;
        }

        @Override
        public void write(byte[] frame, int length, ByteBuf into) {
            into.writeBytes(frame, 0, length).writeByte('\n');
        }
    }

    /// One frame a WebSocket message, after the handshake. Only what the load tool sends is
    /// understood: whole, masked text messages.
    final class WebSocket implements FloorFraming {
        private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        private static final String KEY = "Sec-WebSocket-Key: ";
        private static final int TEXT = 0x81;

        private boolean upgraded;

        @Override
        public int take(FloorConnection connection, byte[] bytes, int end) {
            int at = upgraded ? 0 : upgrade(connection, bytes, end);
            while (upgraded && end - at >= 6) {
                int length = bytes[at + 1] & 0x7f;
                int mask = at + 2;
                if (length == 126) {
                    length = ((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff);
                    mask = at + 4;
                }
                int payload = mask + 4;
                if (payload + length > end) {
                    return at;
                }
                for (int i = 0; i < length; i++) {
                    bytes[payload + i] ^= bytes[mask + (i & 3)];
                }
                if ((bytes[at] & 0xff) == TEXT) {
                    connection.frame(bytes, payload, payload + length);
                }
                at = payload + length;
            }
            return at;
        }

        private int upgrade(FloorConnection connection, byte[] bytes, int end) {
            var request = new String(bytes, 0, end, StandardCharsets.US_ASCII);
            int headers = request.indexOf("\r\n\r\n");
            if (headers < 0) {
                return 0;
            }
            int key = request.indexOf(KEY) + KEY.length();
            var answer =
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: "
                            + accept(request.substring(key, request.indexOf("\r\n", key)))
                            + "\r\n\r\n";
            connection.buffer().writeCharSequence(answer, StandardCharsets.US_ASCII);
            upgraded = true;
            return headers + 4;
        }

        private static String accept(String key) {
            try {
                var sha = MessageDigest.getInstance("SHA-1");
                return Base64.getEncoder()
                        .encodeToString(
                                sha.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-1 is part of every JDK", e);
            }
        }

        @Override
        public void write(byte[] frame, int length, ByteBuf into) {
            into.writeByte(TEXT);
            if (length < 126) {
                into.writeByte(length);
            } else {
                into.writeByte(126).writeShort(length);
            }
            into.writeBytes(frame, 0, length);
        }
    }
}
