package parley.core.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.id.DeviceId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.DeviceChanged;
import parley.core.user.User;

/// Signs devices out inside an amendment. With the device its refresh tokens end too, since they
/// are good only while it is signed in.
final class DeviceEnding {
    private DeviceEnding() {}

    static void end(AmendmentScope scope, User user, Device device) {
        scope.rows().put(device.revoked(scope.now()));
        scope.append(user.account(), user.id(), new DeviceChanged(device.id(), false));
    }

    /// Signs out all of a user's devices but one, and returns which.
    static List<DeviceId> endAll(AmendmentScope scope, User user, @Nullable DeviceId spared) {
        var ended = new ArrayList<DeviceId>();
        for (Device device : scope.rows().signedInDevices(user.id())) {
            if (!device.id().equals(spared)) {
                end(scope, user, device);
                ended.add(device.id());
            }
        }
        return ended;
    }
}
