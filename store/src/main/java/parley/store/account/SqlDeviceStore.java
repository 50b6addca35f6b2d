package parley.store.account;

import java.util.List;
import java.util.Optional;
import parley.core.account.Device;
import parley.core.account.DeviceStore;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.store.sql.Engine;

/// Reads devices.
public final class SqlDeviceStore implements DeviceStore {
    private final Engine engine;

    public SqlDeviceStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Device> find(DeviceId id) {
        return engine.read(session -> new DeviceRows(session).find(id));
    }

    @Override
    public List<Device> devicesOf(UserId user) {
        return engine.read(session -> new DeviceRows(session).devicesOf(user));
    }
}
