package parley.core.user;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.core.id.UserId;

/// Reads the people. Thread-safe; blocks.
public interface UserStore {
    Optional<User> find(UserId id);

    Map<UserId, User> find(Collection<UserId> ids);

    Optional<User> findByUsername(String username);

    /// By a username, an email or a phone.
    Optional<User> findByLogin(String login);

    /// Active users whose username, name, or a word of it begins with this (case folded), by
    /// username.
    List<User> search(String prefix, int max);

    /// The hash of the user's password, if they have one.
    Optional<String> passwordHash(UserId user);

    /// How many active users there are.
    long count();
}
