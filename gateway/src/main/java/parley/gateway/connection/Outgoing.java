package parley.gateway.connection;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import parley.protocol.Codec;
import parley.protocol.Event;
import parley.protocol.Frame;
import parley.protocol.Limits;
import parley.protocol.Reply;

/// A frame on its way out. It is encoded once per codec, and compressed once, however many
/// connections it goes to. Not thread-safe by locks: an encoding made twice at once is the same
/// encoding.
public final class Outgoing {
    private final Frame frame;
    private byte @Nullable [] json;
    private byte @Nullable [] cbor;
    private byte @Nullable [] deflatedJson;

    public Outgoing(Frame frame) {
        this.frame = frame;
    }

    public byte[] bytes(Codec codec) {
        return switch (codec) {
            case JSON -> {
                var known = json;
                yield known != null ? known : (json = codec.write(frame));
            }
            case CBOR -> {
                var known = cbor;
                yield known != null ? known : (cbor = codec.write(frame));
            }
        };
    }

    /// Whether compressing it is worth it, and harmless: a frame with a token next to text that
    /// others chose could be guessed by its length.
    boolean isDeflatable() {
        return bytes(Codec.JSON).length >= Limits.DEFLATE_FROM_BYTES && !holdsToken();
    }

    private boolean holdsToken() {
        return frame instanceof Reply.Ok ok && ok.body() instanceof Reply.Welcome;
    }

    /// The JSON as one permessage-deflate payload (RFC 7692, without context takeover).
    byte[] deflatedJson() {
        var known = deflatedJson;
        return known != null ? known : (deflatedJson = deflate(bytes(Codec.JSON)));
    }

    private static byte[] deflate(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes);
            var out = new byte[bytes.length + 64];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            // RFC 7692 section 7.2.1: the four bytes of the empty block at the end are left out
            return Arrays.copyOf(out, length - 4);
        } finally {
            deflater.end();
        }
    }

    /// Whether it ends a sync.
    public boolean isSynced() {
        return frame instanceof Event.Synced;
    }

    /// Whether it may be left out when a connection is slow.
    public boolean isPassing() {
        return switch (frame) {
            case Event.Receipt receipt -> true;
            case Event.Receipts receipts -> true;
            case Event.Typing typing -> true;
            case Event.Presence presence -> true;
            case Event.Presences presences -> true;
            case Event.Profile profile -> true;
            case Event.Head head -> true;
            case Event.Missed missed -> true;
            default -> false;
        };
    }
}
