package parley.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/// How frames lie in the bytes of a connection, for one event loop.
sealed interface Framing {
    /// What [#next] found.
    enum Found {
        FRAME,
        /// A sign of life is asked for.
        PING,
        /// Something that needs no answer.
        NOTHING,
        /// The connection is being closed.
        CLOSE,
        /// The bytes end within a frame.
        UNFINISHED
    }

    Found next(byte[] bytes, int from, int to);

    /// Where the frame that was found begins.
    int frame();

    /// Where it ends.
    int frameEnd();

    /// Where what comes after it begins.
    int rest();

    /// Writes a frame.
    void write(Client client, byte[] frame, int length);

    /// Answers a ping.
    void pong(Client client);

    /// One frame a line.
    final class Lines implements Framing {
        private static final byte[] PONG =
                "{\"type\":\"pong\"}".getBytes(StandardCharsets.US_ASCII);

        private int frame;
        private int end;

        @Override
        public Found next(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] == '\n') {
                    frame = from;
                    end = i;
                    return Found.FRAME;
                }
            }
            return Found.UNFINISHED;
        }

        @Override
        public int frame() {
            return frame;
        }

        @Override
        public int frameEnd() {
            return end;
        }

        @Override
        public int rest() {
            return end + 1;
        }

        @Override
        public void write(Client client, byte[] frame, int length) {
            client.write(client.buffer(length + 1).writeBytes(frame, 0, length).writeByte('\n'));
        }

        @Override
        public void pong(Client client) {
            write(client, PONG, PONG.length);
        }
    }

    /// One frame a WebSocket message (RFC 6455), which the server never fragments.
    final class WebSocket implements Framing {
        private static final int FINAL = 0x80;
        private static final int MASKED = 0x80;
        private static final int TEXT = 1;
        private static final int CLOSE = 8;
        private static final int PING = 9;
        private static final int PONG = 10;

        private final int mask = ThreadLocalRandom.current().nextInt();
        private int frame;
        private int end;

        @Override
        public Found next(byte[] bytes, int from, int to) {
            if (to - from < 2) {
                return Found.UNFINISHED;
            }
            int length = bytes[from + 1] & 0x7f;
            int lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            frame = from + 2 + lengthBytes;
            if (frame > to) {
                return Found.UNFINISHED;
            }
            if (lengthBytes > 0) {
                length = 0;
                for (int i = from + 2; i < frame; i++) {
                    length = (length << 8) | (bytes[i] & 0xff);
                }
            }
            end = frame + length;
            if (end > to) {
                return Found.UNFINISHED;
            }
            return switch (bytes[from] & 0x0f) {
                case TEXT -> Found.FRAME;
                case PING -> Found.PING;
                case CLOSE -> Found.CLOSE;
                default -> Found.NOTHING;
            };
        }

        @Override
        public int frame() {
            return frame;
        }

        @Override
        public int frameEnd() {
            return end;
        }

        @Override
        public int rest() {
            return end;
        }

        @Override
        public void write(Client client, byte[] frame, int length) {
            write(client, TEXT, frame, length);
        }

        private void write(Client client, int opcode, byte[] payload, int length) {
            var out = client.buffer(length + 8).writeByte(FINAL | opcode);
            if (length < 126) {
                out.writeByte(MASKED | length);
            } else {
                out.writeByte(MASKED | 126).writeShort(length);
            }
            out.writeInt(mask);
            int i = 0;
            for (; i + 4 <= length; i += 4) {
                int four =
                        ((payload[i] & 0xff) << 24)
                                | ((payload[i + 1] & 0xff) << 16)
                                | ((payload[i + 2] & 0xff) << 8)
                                | (payload[i + 3] & 0xff);
                out.writeInt(four ^ mask);
            }
            for (; i < length; i++) {
                out.writeByte(payload[i] ^ (mask >>> (24 - 8 * (i & 3))));
            }
            client.write(out);
        }

        @Override
        public void pong(Client client) {
            write(client, PONG, new byte[0], 0);
        }
    }
}
