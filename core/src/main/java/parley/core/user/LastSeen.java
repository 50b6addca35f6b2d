package parley.core.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;

/// Remembers when people were here last, for those who ask after a restart. Whoever notices that
/// someone's last session went gathers them and notes many at once: ten thousand who lose their
/// network together are twenty short amendments.
public final class LastSeen {
    private static final int AT_ONCE = 500; // some milliseconds of the writer's time

    private final MessageLog log;
    private final UserCache cache;

    public LastSeen(MessageLog log, UserCache cache) {
        this.log = log;
        this.cache = cache;
    }

    /// Notes when each was here last. Never goes back; repeating it changes nothing.
    public void note(Map<UserId, Instant> seen) {
        var entries = new ArrayList<>(seen.entrySet());
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            var some = entries.subList(from, Math.min(entries.size(), from + AT_ONCE));
            List<UserId> moved = log.amend(scope -> write(scope, some));
            moved.forEach(cache::invalidate);
        }
    }

    private static List<UserId> write(
            AmendmentScope scope, List<Map.Entry<UserId, Instant>> entries) {
        var moved = new ArrayList<UserId>();
        for (var entry : entries) {
            scope.rows()
                    .user(entry.getKey())
                    .filter(user -> isLater(entry.getValue(), user))
                    .ifPresent(user -> {
                        scope.rows().put(user.with(user.status().seen(entry.getValue())));
                        moved.add(user.id());
                    });
        }
        return moved;
    }

    private static boolean isLater(Instant at, User user) {
        Instant before = user.status().lastSeenAt();
        return user.isActive() && (before == null || at.isAfter(before));
    }
}
