package parley.core.account;

import java.util.Collection;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// Tells, after a commit, those who must know that devices are signed out: first the memory that
/// tokens are checked against, then the doors. The feed calls it as well for what another node did.
public final class Revocations {
    private final Authenticator authenticator;
    private final RevocationListener doors;

    public Revocations(Authenticator authenticator, RevocationListener doors) {
        this.authenticator = authenticator;
        this.doors = doors;
    }

    public void signedOut(UserId user, Collection<DeviceId> devices) {
        devices.forEach(authenticator::forget);
        devices.forEach(device -> doors.signedOut(user, device));
    }

    /// The user may not be here at all; these were their devices.
    public void disabled(UserId user, Collection<DeviceId> devices) {
        devices.forEach(authenticator::forget);
        doors.disabled(user);
    }
}
