package parley.store.account;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.account.Device;
import parley.core.account.RefreshToken;
import parley.core.account.RefreshToken.Use;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Devices and their refresh tokens in one session.
public final class DeviceRows {
    private static final String SELECT =
            "SELECT id, \"user\", name, createdAt, lastUsedAt, revokedAt FROM device WHERE ";

    private final Session session;

    public DeviceRows(Session session) {
        this.session = session;
    }

    public Optional<Device> find(DeviceId id) {
        return session.first(SELECT + "id = ?", p -> p.add(id), DeviceRows::device);
    }

    /// Those signed in, the last used first.
    public List<Device> devicesOf(UserId user) {
        return session.list(
                SELECT + "\"user\" = ? AND revokedAt IS NULL ORDER BY lastUsedAt DESC, id",
                p -> p.add(user),
                DeviceRows::device);
    }

    public void put(Device device) {
        session.update(
                """
                INSERT INTO device (id, "user", name, createdAt, lastUsedAt, revokedAt)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET "user" = excluded."user", name = excluded.name,
                    createdAt = excluded.createdAt, lastUsedAt = excluded.lastUsedAt,
                    revokedAt = excluded.revokedAt
                """,
                p ->
                        p.add(device.id())
                                .add(device.user())
                                .add(device.name())
                                .add(device.createdAt())
                                .add(device.lastUsedAt())
                                .addOrNull(device.revokedAt()));
    }

    private static Device device(Row row) {
        return new Device(
                row.device(), row.user(), row.text(), row.time(), row.time(), row.timeOrNull());
    }

    public Optional<RefreshToken> token(byte[] hash) {
        return session.first(
                """
                SELECT hash, device, issuedAt, expiresAt, usedAt, usedKey, successor
                FROM refresh_token WHERE hash = ?
                """,
                p -> p.add(hash),
                DeviceRows::token);
    }

    /// Keeps a token, and forgets those of its device that had expired when it was issued.
    public void put(RefreshToken token) {
        session.update(
                "DELETE FROM refresh_token WHERE device = ? AND expiresAt < ?",
                p -> p.add(token.device()).add(token.issuedAt()));
        session.update(
                """
                INSERT INTO refresh_token (hash, device, issuedAt, expiresAt, usedAt, usedKey,
                    successor)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (hash) DO UPDATE SET device = excluded.device,
                    issuedAt = excluded.issuedAt, expiresAt = excluded.expiresAt,
                    usedAt = excluded.usedAt, usedKey = excluded.usedKey,
                    successor = excluded.successor
                """,
                p -> {
                    p.add(token.hash()).add(token.device());
                    p.add(token.issuedAt()).add(token.expiresAt());
                    var use = token.use();
                    p.addOrNull(use == null ? null : use.at());
                    p.add(use == null ? null : use.key());
                    p.add(use == null ? null : use.successor());
                });
    }

    private static RefreshToken token(Row row) {
        return new RefreshToken(row.bytes(), row.device(), row.time(), row.time(), use(row));
    }

    private static @Nullable Use use(Row row) {
        var at = row.timeOrNull();
        var key = row.textOrNull();
        var successor = row.bytesOrNull();
        return at == null || successor == null ? null : new Use(at, key, successor);
    }
}
