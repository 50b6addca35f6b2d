package parley.core.memory;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
import parley.core.account.Device;
import parley.core.account.DeviceStore;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// Reads devices in memory.
final class InMemoryDeviceStore implements DeviceStore {
    private final Tables tables;

    InMemoryDeviceStore(Tables tables) {
        this.tables = tables;
    }

    static List<Device> signedIn(Tables tables, UserId user) {
        return tables.devices
                .all()
                .filter(device -> device.user().equals(user) && device.isSignedIn())
                .sorted(comparing(Device::lastUsedAt).reversed())
                .toList();
    }

    @Override
    public Optional<Device> find(DeviceId id) {
        return tables.locked(() -> tables.devices.find(id));
    }

    @Override
    public List<Device> devicesOf(UserId user) {
        return tables.locked(() -> signedIn(tables, user));
    }
}
