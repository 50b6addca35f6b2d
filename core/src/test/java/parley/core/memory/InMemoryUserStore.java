package parley.core.memory;

import static java.util.Comparator.comparing;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import parley.core.id.UserId;
import parley.core.user.User;
import parley.core.user.UserStore;

/// Reads the people in memory.
final class InMemoryUserStore implements UserStore {
    private final Tables tables;

    InMemoryUserStore(Tables tables) {
        this.tables = tables;
    }

    static Optional<User> byUsername(Tables tables, String username) {
        return tables.users.all().filter(user -> user.username().equals(username)).findFirst();
    }

    static Stream<User> byContactPoint(Tables tables, String phoneOrEmail) {
        return tables.users
                .all()
                .filter(user ->
                        phoneOrEmail.equals(user.profile().phone())
                                || phoneOrEmail.equals(user.profile().email()));
    }

    @Override
    public Optional<User> find(UserId id) {
        return tables.locked(() -> tables.users.find(id));
    }

    @Override
    public Map<UserId, User> find(Collection<UserId> ids) {
        var found = new HashMap<UserId, User>();
        ids.forEach(id -> find(id).ifPresent(user -> found.put(id, user)));
        return found;
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return tables.locked(() -> byUsername(tables, username));
    }

    @Override
    public Optional<User> findByLogin(String login) {
        return tables.locked(() ->
                byUsername(tables, login.toLowerCase(Locale.ROOT))
                        .or(() -> byContactPoint(tables, login).findFirst()));
    }

    @Override
    public List<User> search(String prefix, int max) {
        var folded = prefix.toLowerCase(Locale.ROOT);
        return tables.locked(() ->
                tables.users
                        .all()
                        .filter(User::isActive)
                        .filter(user -> words(user).anyMatch(word -> word.startsWith(folded)))
                        .sorted(comparing(User::username))
                        .limit(max)
                        .toList());
    }

    private static Stream<String> words(User user) {
        var name = user.name().toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(user.username(), name), Arrays.stream(name.split("\\s+")));
    }

    @Override
    public Optional<String> passwordHash(UserId user) {
        return tables.locked(() -> tables.passwords.find(user));
    }

    @Override
    public long count() {
        return tables.locked(() -> tables.users.all().filter(User::isActive).count());
    }
}
