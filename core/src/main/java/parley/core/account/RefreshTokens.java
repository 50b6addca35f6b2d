package parley.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.core.SecretStore;

/// The texts of refresh tokens: 256 bits in base64url, kept by their SHA-256 alone. A token that
/// succeeds another under an Idempotency-Key is derived from both and a secret of the server, so
/// that a lost answer can be given again though the token is stored nowhere. Thread-safe.
public final class RefreshTokens {
    /// How long a token is good.
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random;
    private final MacKey key;

    public RefreshTokens(SecretStore secrets, SecureRandom random) {
        this.random = random;
        this.key = MacKey.of(secrets, "refresh", random);
    }

    String draw() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return text(bytes);
    }

    /// The token that `old` is exchanged for under a key; without one, a random one.
    String successor(String old, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return draw();
        }
        // all tokens are of one length, so nothing else needs to separate them from the key
        return text(
                key.mac(
                        old.getBytes(StandardCharsets.US_ASCII),
                        idempotencyKey.getBytes(StandardCharsets.UTF_8)));
    }

    static boolean hasShape(String token) {
        return SHAPE.matcher(token).matches();
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
