package parley.core.account;

import java.util.List;
import java.util.Optional;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// Reads devices. Thread-safe; blocks.
public interface DeviceStore {
    Optional<Device> find(DeviceId id);

    /// Those signed in now, the last used first.
    List<Device> devicesOf(UserId user);
}
