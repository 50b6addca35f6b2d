package parley.gateway.connection;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import parley.protocol.CloseCode;
import parley.protocol.Codec;
import parley.protocol.Event;

/// How frames lie in the bytes of a socket.
public sealed interface Framing {
    Codec codec();

    void append(Outgoing frame, ByteBuf into);

    /// The transport's own goodbye, if it has one.
    void appendClose(CloseCode code, String reason, ByteBuf into);

    /// Asks for a sign of life.
    void appendPing(ByteBuf into);

    /// One frame a line.
    record Lines() implements Framing {
        @Override
        public Codec codec() {
            return Codec.JSON;
        }

        @Override
        public void append(Outgoing frame, ByteBuf into) {
            into.writeBytes(frame.bytes(Codec.JSON)).writeByte('\n');
        }

        @Override
        public void appendClose(CloseCode code, String reason, ByteBuf into) {
            // over lines the `bye` is all there is
        }

        @Override
        public void appendPing(ByteBuf into) {
            append(new Outgoing(new Event.Ping()), into);
        }
    }

    /// One frame a WebSocket message (RFC 6455).
    ///
    /// @param deflate whether permessage-deflate was agreed on (RFC 7692)
    record WebSocket(Codec codec, boolean deflate) implements Framing {
        private static final int TEXT = 1;
        private static final int BINARY = 2;
        private static final int CLOSE = 8;
        private static final int PING = 9;
        private static final int FINAL = 0x80;
        private static final int DEFLATED = 0x40;
        private static final int REASON_BYTES = 123;

        @Override
        public void append(Outgoing frame, ByteBuf into) {
            if (codec == Codec.CBOR) {
                append(FINAL | BINARY, frame.bytes(Codec.CBOR), into);
            } else if (deflate && frame.isDeflatable()) {
                append(FINAL | DEFLATED | TEXT, frame.deflatedJson(), into);
            } else {
                append(FINAL | TEXT, frame.bytes(Codec.JSON), into);
            }
        }

        @Override
        public void appendPing(ByteBuf into) {
            append(FINAL | PING, new byte[0], into);
        }

        /// A frame of the server is never masked.
        static void append(int first, byte[] payload, ByteBuf into) {
            into.writeByte(first);
            if (payload.length < 126) {
                into.writeByte(payload.length);
            } else if (payload.length < 65_536) {
                into.writeByte(126).writeShort(payload.length);
            } else {
                into.writeByte(127).writeLong(payload.length);
            }
            into.writeBytes(payload);
        }

        @Override
        public void appendClose(CloseCode code, String reason, ByteBuf into) {
            var text = reason.getBytes(StandardCharsets.UTF_8);
            var payload = new byte[2 + Math.min(text.length, REASON_BYTES)];
            payload[0] = (byte) (code.number() >>> 8);
            payload[1] = (byte) code.number();
            System.arraycopy(text, 0, payload, 2, payload.length - 2);
            append(FINAL | CLOSE, payload, into);
        }
    }
}
