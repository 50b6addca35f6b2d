package parley.store.account;

import java.util.Optional;
import java.util.function.Supplier;
import parley.core.SecretStore;
import parley.store.sql.Engine;
import parley.store.sql.Session;

/// The database's secrets. They are no part of the log: whoever comes first writes one, alone.
public final class SqlSecretStore implements SecretStore {
    private final Engine engine;

    public SqlSecretStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public byte[] secret(String name, Supplier<byte[]> make) {
        var known = engine.read(session -> find(session, name));
        return known.isPresent()
                ? known.get()
                : engine.alone(session -> make(session, name, make.get()));
    }

    /// Puts another secret in place of the one of this name, which must be there.
    public void replace(String name, byte[] next) {
        engine.alone(session ->
                session.update(
                        "UPDATE secret SET value = ? WHERE name = ?", p -> p.add(next).add(name)));
    }

    private static byte[] make(Session session, String name, byte[] made) {
        session.update(
                "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                p -> p.add(name).add(made));
        return find(session, name).orElseThrow();
    }

    private static Optional<byte[]> find(Session session, String name) {
        return session.first(
                "SELECT value FROM secret WHERE name = ?", p -> p.add(name), row -> row.bytes());
    }
}
