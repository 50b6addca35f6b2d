package parley.core.user;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import parley.core.BoundedCache;
import parley.core.id.UserId;

/// The people in memory, for everything that names them often: senders, fan-out, lists. Holds
/// 100,000 (some 30 MB); beyond that whoever wasn't asked for longest is read again. Whoever
/// changes a user calls [#invalidate] after the commit. Thread-safe; blocks when it reads.
public final class UserCache {
    private static final int MAX = 100_000;

    private final UserStore users;
    private final BoundedCache<UserId, User> cache = new BoundedCache<>(MAX);

    public UserCache(UserStore users) {
        this.users = users;
    }

    public Optional<User> find(UserId id) {
        return cache.get(id, users::find);
    }

    /// Those of these who exist, read together.
    public Map<UserId, User> find(Collection<UserId> ids) {
        return cache.getAll(ids, users::find);
    }

    public void invalidate(UserId id) {
        cache.invalidate(id);
    }
}
