package parley.core.id;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// The text of ids on the wire: exactly 16 characters, a prefix of three and 13 of base32
/// (PROTOCOL.md section 1). A conversation's number goes through a keyed permutation of 64 bits (a
/// Feistel network of four rounds whose round function is AES), so that no table maps ids and
/// nobody can guess or count them. The key belongs to the database and never changes. Thread-safe.
public final class PublicIds {
    /// Bytes of the permutation's key.
    public static final int KEY_BYTES = 16;

    private static final int ROUNDS = 4;
    private static final int BLOCK_BYTES = 16;
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int LENGTH = 3 + Base32.LENGTH;

    /// Ciphers that lie ready for virtual threads, at most: others are thrown away after use.
    private static final int SPARE = 32;

    private final Supplier<Block> made;
    private final ThreadLocal<Block> blocks;
    private final ArrayBlockingQueue<Block> spare = new ArrayBlockingQueue<>(SPARE);

    /// What one thread needs to scramble.
    private record Block(Cipher cipher, byte[] in, byte[] out) {
        int scramble(int round, int half) {
            try {
                INTS.set(in, 0, round);
                INTS.set(in, Integer.BYTES, half);
                cipher.doFinal(in, 0, in.length, out, 0);
                return (int) INTS.get(out, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a whole block needs no padding", e);
            }
        }
    }

    public PublicIds(byte[] key) {
        var secret = new SecretKeySpec(key.clone(), "AES");
        made = () -> new Block(cipherOf(secret), new byte[BLOCK_BYTES], new byte[BLOCK_BYTES]);
        blocks = ThreadLocal.withInitial(made);
    }

    // One block at a time and never the same plaintext for two purposes: ECB is the bare block
    // function here.
    @SuppressWarnings("InsecureCryptoUsage")
    private static Cipher cipherOf(SecretKeySpec key) {
        try {
            var aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, key);
            return aes;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is part of every JDK", e);
        }
    }

    public String text(UserId id) {
        return text('u', 's', id.bits());
    }

    public String text(DeviceId id) {
        return text('d', 'v', id.bits());
    }

    public String text(ConversationId id) {
        return text('c', 'v', permute(id.number()));
    }

    @SuppressWarnings("deprecation") // the Latin-1 constructor copies bytes; all of them are ASCII
    private static String text(char first, char second, long bits) {
        var text = new byte[LENGTH];
        text[0] = (byte) first;
        text[1] = (byte) second;
        text[2] = '_';
        Base32.encode(bits, text, 3);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    public Optional<UserId> user(String text) {
        return bits("us_", text).map(UserId::new);
    }

    public Optional<DeviceId> device(String text) {
        return bits("dv_", text).map(DeviceId::new);
    }

    /// The conversation that this text names, if it has the shape of one; most texts of that shape
    /// name none that exists.
    public Optional<ConversationId> conversation(String text) {
        return bits("cv_", text)
                .map(this::permuteBack)
                .filter(number -> number > 0)
                .map(ConversationId::new);
    }

    private static Optional<Long> bits(String prefix, String text) {
        if (text.length() != LENGTH || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        var bits = Base32.decode(text, prefix.length());
        return bits.isPresent() ? Optional.of(bits.getAsLong()) : Optional.empty();
    }

    private long permute(long number) {
        var block = take();
        int left = (int) (number >>> 32);
        int right = (int) number;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ block.scramble(round, right);
            left = right;
            right = next;
        }
        giveBack(block);
        return (long) left << 32 | right & 0xffff_ffffL;
    }

    private long permuteBack(long bits) {
        var block = take();
        int left = (int) (bits >>> 32);
        int right = (int) bits;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            int previous = right ^ block.scramble(round, left);
            right = left;
            left = previous;
        }
        giveBack(block);
        return (long) left << 32 | right & 0xffff_ffffL;
    }

    // A virtual thread lives for a command or a sync, and making a cipher takes longer than some
    // hundred ids.
    private Block take() {
        if (!Thread.currentThread().isVirtual()) {
            return blocks.get();
        }
        var lying = spare.poll();
        return lying == null ? made.get() : lying;
    }

    private void giveBack(Block block) {
        if (Thread.currentThread().isVirtual()) {
            spare.offer(block); // one that finds no room isn't needed
        }
    }
}
