package parley.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import parley.protocol.CloseCode;

/// Cuts the frames of a client out of the bytes of a WebSocket (RFC 6455 section 5), unmasked.
final class WebSocketFrames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int CONTROL_BYTES = 125;

    private final boolean deflate;
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    private boolean kept; // in a buffer of its own

    /// @param deflated whether the first reserved bit marks it as the begin of a compressed message
    record Frame(int opcode, boolean last, boolean deflated, byte[] payload) {}

    /// The bytes break the protocol.
    static final class BadFrame extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final CloseCode code;

        BadFrame(CloseCode code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        CloseCode code() {
            return code;
        }
    }

    WebSocketFrames(boolean deflate) {
        this.deflate = deflate;
    }

    /// Takes what came; [#next] until null must follow, or [#leave].
    void feed(ByteBuf bytes) {
        if (kept) {
            unread.writeBytes(bytes);
        } else {
            release();
            unread = bytes.retainedSlice();
        }
    }

    /// @throws BadFrame if a message of this size is too large
    static void requireMessage(long bytes, int max) {
        if (bytes < 0 || bytes > max) {
            throw new BadFrame(CloseCode.TOO_LARGE, "a message has at most " + max + " bytes here");
        }
    }

    /// The next whole frame, or null if more bytes must come first.
    ///
    /// @param max bytes that it may have
    @Nullable Frame next(int max) {
        var in = unread;
        int start = in.readerIndex();
        int available = in.readableBytes();
        if (available < 2) {
            return rest();
        }
        int first = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        checkHeader(first, second);
        int lengthBytes = (second & 0x7f) == 126 ? 2 : (second & 0x7f) == 127 ? 8 : 0;
        int headerBytes = 2 + lengthBytes + 4;
        if (available < headerBytes) {
            return rest();
        }
        long length =
                lengthBytes == 0
                        ? second & 0x7f
                        : lengthBytes == 2 ? in.getUnsignedShort(start + 2) : in.getLong(start + 2);
        requireMessage(length, max);
        if (available < headerBytes + length) {
            return rest();
        }
        int mask = in.getInt(start + headerBytes - 4);
        in.skipBytes(headerBytes);
        var payload = new byte[(int) length];
        in.readBytes(payload);
        unmask(payload, mask);
        return new Frame(first & 0x0f, (first & 0x80) != 0, (first & 0x40) != 0, payload);
    }

    // What waits for more bytes is kept in a buffer of its own size, not in a slice of a large
    // read; once it is, what comes is added there, so that small pieces cost no more than large
    // ones.
    private @Nullable Frame rest() {
        leave();
        return null;
    }

    /// What wasn't taken waits.
    void leave() {
        if (!unread.isReadable()) {
            release();
        } else if (!kept || unread.readerIndex() > 0) {
            var own = unread.alloc().buffer(Math.max(16, unread.readableBytes()));
            own.writeBytes(unread);
            release();
            unread = own;
            kept = true;
        }
    }

    private void checkHeader(int first, int second) {
        int opcode = first & 0x0f;
        boolean control = opcode >= CLOSE;
        boolean known = opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
        boolean last = (first & 0x80) != 0;
        boolean reserved =
                (first & 0x30) != 0
                        || ((first & 0x40) != 0 && (!deflate || control || opcode == CONTINUATION));
        if (!known || reserved || (control && (!last || (second & 0x7f) > CONTROL_BYTES))) {
            throw new BadFrame(CloseCode.PROTOCOL_ERROR, "not a frame of RFC 6455");
        }
        if ((second & 0x80) == 0) {
            throw new BadFrame(CloseCode.PROTOCOL_ERROR, "a client's frames are masked");
        }
    }

    private static void unmask(byte[] payload, int mask) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
    }

    void release() {
        kept = false;
        if (unread != Unpooled.EMPTY_BUFFER) {
            unread.release();
            unread = Unpooled.EMPTY_BUFFER;
        }
    }
}
