package parley.store.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import parley.core.id.UserId;

/// 64 bits for a sender and the key they gave a message, by which a repeated send is found:
/// SipHash-2-4 (Aumasson and Bernstein, 2012) under a secret of the database, so that nobody can
/// choose keys that collide. Immutable.
public final class KeyHash {
    /// Bytes of the secret.
    public static final int SECRET_BYTES = 16;

    private final long k0;
    private final long k1;

    public KeyHash(byte[] secret) {
        var words = ByteBuffer.wrap(secret).order(ByteOrder.LITTLE_ENDIAN);
        k0 = words.getLong();
        k1 = words.getLong();
    }

    /// Never 0, which stands for no key.
    public long of(UserId sender, String key) {
        var text = key.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(Long.BYTES + text.length);
        long hash = of(bytes.putLong(sender.bits()).put(text).array());
        return hash == 0 ? 1 : hash;
    }

    long of(byte[] message) {
        var state = new State(k0, k1);
        var words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (words.remaining() >= Long.BYTES) {
            state.take(words.getLong());
        }
        long last = (long) message.length << 56;
        for (int shift = 0; words.hasRemaining(); shift += 8) {
            last |= (words.get() & 0xffL) << shift;
        }
        state.take(last);
        return state.end();
    }

    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void take(long word) {
            v3 ^= word;
            mix();
            mix();
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xff;
            mix();
            mix();
            mix();
            mix();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void mix() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
