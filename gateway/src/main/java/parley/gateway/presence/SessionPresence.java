package parley.gateway.presence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import parley.core.id.UserId;
import parley.gateway.hub.Receiver;
import parley.gateway.presence.PresenceBoard.Appearance;

/// What a session chose for as long as it is kept, whichever connections it has by turns: how its
/// user appears, and whom it watches. [PresenceBoard] applies it whenever the session is here.
///
/// Bound: [PresenceNotices#WATCHED_MAX] watched users.
public final class SessionPresence {
    private @Nullable Chosen chosen;
    private volatile List<UserId> watched = List.of();
    private volatile boolean untold;
    private final Set<Receiver> receivers = new CopyOnWriteArraySet<>();

    /// An appearance that was chosen.
    ///
    /// @param number of two that the sessions of a user chose, the later has the higher
    /// @param invisibleSince null unless it is invisible
    record Chosen(Appearance appearance, long number, @Nullable Instant invisibleSince) {
        boolean isAfter(@Nullable Chosen other) {
            return other == null || number > other.number;
        }
    }

    /// Guarded by the board, as [#choose].
    @Nullable Chosen chosen() {
        return chosen;
    }

    void choose(Chosen next) {
        chosen = next;
    }

    List<UserId> watched() {
        return watched;
    }

    /// Replaces the list. Then, and only then, [#receivers] are to be asked: one that comes
    /// meanwhile finds this list.
    void watch(List<UserId> users) {
        watched = List.copyOf(users);
        untold = true;
    }

    /// Whether the session has yet to be told how those are whom it watches.
    boolean isUntold() {
        return untold;
    }

    void told() {
        untold = false;
    }

    /// What the session is told by: none while it isn't here, and for a moment two where one
    /// replaces the other.
    Set<Receiver> receivers() {
        return receivers;
    }
}
