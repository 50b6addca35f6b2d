package parley.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// Signs access tokens and reads them back (JWT, RFC 7519, with an asymmetric key). Thread-safe.
public interface AccessTokens {
    /// A token for this device, good for [#lifetime].
    String issue(UserId user, DeviceId device);

    /// What a token says, if it was signed here and hasn't expired. Whether its device is still
    /// signed in is asked elsewhere.
    Optional<Claims> read(String token);

    Duration lifetime();

    /// @param id the token's own id (`jti`)
    record Claims(UserId user, DeviceId device, String id, Instant expiresAt) {}
}
