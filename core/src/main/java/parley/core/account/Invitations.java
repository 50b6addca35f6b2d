package parley.core.account;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import parley.core.SecretStore;
import parley.core.id.UserId;

/// Codes that let one person register while registration is by invitation. A code is signed by the
/// server and says until when it is good; the id of the user that it makes is derived from it, so a
/// code that was used is known by that user's row, and no table of codes is kept. Thread-safe.
public final class Invitations {
    private static final int NONCE_BYTES = 12;
    private static final int MAC_BYTES = 16;
    private static final int SIGNED_BYTES = NONCE_BYTES + Long.BYTES;

    private final MacKey key;
    private final InstantSource clock;
    private final SecureRandom random;

    public Invitations(SecretStore secrets, InstantSource clock, SecureRandom random) {
        this.key = MacKey.of(secrets, "invitations", random);
        this.clock = clock;
        this.random = random;
    }

    /// A new code, good once within `lifetime`.
    public String make(Duration lifetime) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] signed =
                ByteBuffer.allocate(SIGNED_BYTES)
                        .put(nonce)
                        .putLong(clock.instant().plus(lifetime).getEpochSecond())
                        .array();
        byte[] code =
                ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES).put(signed).put(mac(signed)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }

    /// The id of the user that this code makes, if it was made here and is still good. Whether that
    /// user exists already is for the caller to see.
    Optional<UserId> userOf(String code) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(code);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64: not a code
        }
        if (bytes.length != SIGNED_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        long goodUntil = ByteBuffer.wrap(signed).getLong(NONCE_BYTES);
        if (!MessageDigest.isEqual(mac, mac(signed))
                || clock.instant().getEpochSecond() >= goodUntil) {
            return Optional.empty();
        }
        return Optional.of(
                new UserId(ByteBuffer.wrap(key.mac(new byte[] {'u'}, signed)).getLong()));
    }

    private byte[] mac(byte[] signed) {
        return Arrays.copyOf(key.mac(new byte[] {'i'}, signed), MAC_BYTES);
    }
}
