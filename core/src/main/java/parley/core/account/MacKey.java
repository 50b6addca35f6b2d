package parley.core.account;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import parley.core.SecretStore;

/// A secret of the server for HMAC-SHA256 (RFC 2104). Thread-safe.
final class MacKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private MacKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /// The key of this name, made at first use.
    static MacKey of(SecretStore secrets, String name, SecureRandom random) {
        return new MacKey(
                secrets.secret(
                        name,
                        () -> {
                            var fresh = new byte[KEY_BYTES];
                            random.nextBytes(fresh);
                            return fresh;
                        }));
    }

    /// Of these parts one after another; where their lengths vary the caller separates them.
    byte[] mac(byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }
}
