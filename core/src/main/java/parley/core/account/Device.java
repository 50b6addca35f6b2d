package parley.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// One installation of a client, signed in as a user.
///
/// @param name what its owner knows it by
/// @param revokedAt when it was signed out; null while it is signed in
public record Device(
        DeviceId id,
        UserId user,
        String name,
        Instant createdAt,
        Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    public boolean isSignedIn() {
        return revokedAt == null;
    }

    public Device revoked(Instant at) {
        return new Device(id, user, name, createdAt, lastUsedAt, at);
    }

    public Device used(Instant at) {
        return new Device(id, user, name, createdAt, at, revokedAt);
    }
}
