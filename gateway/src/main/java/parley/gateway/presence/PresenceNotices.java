package parley.gateway.presence;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.core.id.UserId;
import parley.core.log.Positions;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.Receiver;
import parley.protocol.Event;
import parley.protocol.Frame;

/// Presence on its way to sessions: a session gets at most one frame a second, with all that
/// changed, the last state of each user. Thread-safe.
///
/// Bound: for each receiver one entry for each user that it is told of, and [#WATCHED_MAX] watched.
public final class PresenceNotices {
    private static final long PAUSE_MS = 1_000;
    private static final int LIST_MAX = 500;
    static final int WATCHED_MAX = 500;

    private final InstantSource clock;
    private final Map<Receiver, Waiting> waiting = new HashMap<>();
    private final Map<UserId, Set<Receiver>> watchers = new HashMap<>();
    private final Map<Receiver, List<UserId>> watching = new HashMap<>();

    private static final class Waiting {
        long nextAtMs;
        final Map<String, Event.Presence> byUser = new LinkedHashMap<>();
    }

    public PresenceNotices(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(Receiver receiver, List<Event.Presence> presences) {
        if (presences.isEmpty()) {
            return;
        }
        var state = waiting.computeIfAbsent(receiver, unused -> new Waiting());
        presences.forEach(presence -> state.byUser.put(presence.user(), presence));
        if (state.nextAtMs <= clock.millis()) {
            send(receiver, state);
        }
    }

    synchronized void forget(Receiver receiver) {
        waiting.remove(receiver);
        register(receiver, List.of());
    }

    synchronized void move(Receiver from, Receiver to) {
        var watched = watching.getOrDefault(from, List.of());
        var state = waiting.remove(from);
        register(from, List.of());
        register(to, watched);
        if (state != null) {
            waiting.put(to, state);
        }
    }

    /// From now on a receiver is told of those whom its session watches, as its list is now.
    synchronized void watch(Receiver receiver, SessionPresence session) {
        register(receiver, session.watched());
    }

    private void register(Receiver receiver, List<UserId> users) {
        for (var old : watching.getOrDefault(receiver, List.of())) {
            watchers.computeIfPresent(
                    old,
                    (user, all) -> {
                        all.remove(receiver);
                        return all.isEmpty() ? null : all;
                    });
        }
        watching.remove(receiver);
        if (!users.isEmpty()) {
            watching.put(receiver, List.copyOf(users));
            users.forEach(user ->
                    watchers.computeIfAbsent(user, unused -> new HashSet<>()).add(receiver));
        }
    }

    synchronized List<Receiver> watchersOf(UserId user) {
        return List.copyOf(watchers.getOrDefault(user, Set.of()));
    }

    synchronized void tick() {
        long now = clock.millis();
        waiting.forEach((receiver, state) -> {
            if (state.nextAtMs <= now && !state.byUser.isEmpty()) {
                send(receiver, state);
            }
        });
        waiting.values().removeIf(state -> state.nextAtMs <= now && state.byUser.isEmpty());
    }

    private void send(Receiver receiver, Waiting state) {
        var frames = new ArrayList<Outgoing>();
        var all = List.copyOf(state.byUser.values());
        for (int from = 0; from < all.size(); from += LIST_MAX) {
            var part = all.subList(from, Math.min(all.size(), from + LIST_MAX));
            Frame frame = part.size() == 1 ? part.getFirst() : new Event.Presences(part);
            frames.add(new Outgoing(frame));
        }
        state.byUser.clear();
        state.nextAtMs = clock.millis() + PAUSE_MS;
        receiver.loop()
                .execute(() -> {
                    frames.forEach(receiver::takePassing);
                    receiver.flush(Positions.NONE);
                });
    }
}
