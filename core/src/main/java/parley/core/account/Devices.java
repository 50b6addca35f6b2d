package parley.core.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.user.User;
import parley.core.user.UserCache;

/// A user's devices: which are signed in, and signing them out. Signing out takes effect at once:
/// the device's tokens are refused and its connections closed. Logging out is signing out one's
/// own.
public final class Devices {
    private final DeviceStore devices;
    private final MessageLog log;
    private final Revocations revocations;
    private final UserCache users;

    public Devices(DeviceStore devices, MessageLog log, Revocations revocations, UserCache users) {
        this.devices = devices;
        this.log = log;
        this.revocations = revocations;
        this.users = users;
    }

    /// Those signed in, the last used first.
    public List<Device> list(UserId user) {
        return devices.devicesOf(user);
    }

    /// Signs one out; the last of them also sets when its owner was last seen.
    ///
    /// @throws Refusal `not_found` if this isn't a device of theirs that is signed in
    public void signOut(UserId user, DeviceId device) {
        log.<Boolean>amend(scope -> end(scope, user, device));
        users.invalidate(user);
        revocations.signedOut(user, List.of(device));
    }

    private static boolean end(AmendmentScope scope, UserId user, DeviceId id) {
        Device device =
                scope.rows()
                        .device(id)
                        .filter(found -> found.user().equals(user) && found.isSignedIn())
                        .orElseThrow(Refusal::notFound);
        User owner = holder(scope, user);
        DeviceEnding.end(scope, owner, device);
        if (scope.rows().signedInDevices(user).isEmpty()) {
            scope.rows().put(owner.with(owner.status().seen(scope.now())));
        }
        return true;
    }

    /// Signs out all but this one, or all, and returns which.
    public List<DeviceId> signOutOthers(UserId user, @Nullable DeviceId spared) {
        List<DeviceId> ended =
                log.amend(scope -> DeviceEnding.endAll(scope, holder(scope, user), spared));
        revocations.signedOut(user, ended);
        return ended;
    }

    private static User holder(AmendmentScope scope, UserId user) {
        return scope.rows().user(user).orElseThrow(Refusal::notFound);
    }
}
