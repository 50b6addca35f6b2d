package parley.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.DeviceId;

/// A refresh token as it is kept: by its hash, never itself. Rotated at each use; the used one
/// stays so that its theft shows.
///
/// @param use when and for what it was used; null while it is the current one
public record RefreshToken(
        byte[] hash, DeviceId device, Instant issuedAt, Instant expiresAt, @Nullable Use use) {

    /// @param key the Idempotency-Key that came with the use, if one did
    /// @param successor the hash of the token that it was exchanged for
    public record Use(Instant at, @Nullable String key, byte[] successor) {}

    public RefreshToken used(Use how) {
        return new RefreshToken(hash, device, issuedAt, expiresAt, how);
    }
}
