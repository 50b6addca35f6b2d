package parley.store.user;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.core.id.UserId;
import parley.core.user.User;
import parley.core.user.UserStore;
import parley.store.sql.Engine;

/// Reads the people.
public final class SqlUserStore implements UserStore {
    private final Engine engine;

    public SqlUserStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<User> find(UserId id) {
        return engine.read(session -> new UserRows(session).find(id));
    }

    @Override
    public Map<UserId, User> find(Collection<UserId> ids) {
        return engine.read(session -> new UserRows(session).find(ids));
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return engine.read(session -> new UserRows(session).findByUsername(username));
    }

    @Override
    public Optional<User> findByLogin(String login) {
        return engine.read(session -> new UserRows(session).findByLogin(login));
    }

    @Override
    public List<User> search(String prefix, int max) {
        return engine.read(session -> new UserRows(session).search(prefix, max));
    }

    @Override
    public Optional<String> passwordHash(UserId user) {
        return engine.read(session -> new UserRows(session).passwordHash(user));
    }

    @Override
    public long count() {
        return engine.read(session -> new UserRows(session).count());
    }
}
