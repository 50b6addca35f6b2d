package parley.gateway.presence;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.user.UserCache;
import parley.gateway.hub.Hub;
import parley.gateway.hub.Receiver;
import parley.protocol.Event;

/// Who is here on this node. A user comes with their first session that shares presence, and goes
/// [#GRACE_MS] after the last went, so that a reconnect is no flicker. Changes are handed to
/// [PresenceNotices], which gathers them. Thread-safe. Bound: one entry for each user that is here
/// or left within the grace.
public final class PresenceBoard {
    static final long GRACE_MS = 5_000;

    private final Hub hub;
    private final UserCache users;
    private final Audience audience;
    private final PresenceNotices notices;
    private final PublicIds ids;
    private final InstantSource clock;
    private final Consumer<Map<UserId, Instant>> lastSeen;
    private final Map<UserId, Here> here = new HashMap<>();

    /// What a user wants others to see.
    public record Appearance(
            String state, @Nullable String text, @Nullable String emoji, @Nullable String until) {
        public static final String ONLINE = "online";
        public static final String OFFLINE = "offline";
        public static final String INVISIBLE = "invisible";
        public static final Appearance PLAIN = new Appearance(ONLINE, null, null, null);
    }

    private static final class Here {
        final Set<Receiver> receivers = new HashSet<>();
        long goneAtMs = Long.MAX_VALUE;
        boolean told;
        Appearance appearance = Appearance.PLAIN;
        @Nullable Instant invisibleSince;
    }

    /// @param lastSeen keeps when users went
    public PresenceBoard(
            Hub hub,
            UserCache users,
            Notify notify,
            InstantSource clock,
            Consumer<Map<UserId, Instant>> lastSeen) {
        this.hub = hub;
        this.users = users;
        this.audience = notify.audience();
        this.notices = notify.notices();
        this.ids = notify.ids();
        this.clock = clock;
        this.lastSeen = lastSeen;
    }

    /// Whom to tell, and how.
    public record Notify(Audience audience, PresenceNotices notices, PublicIds ids) {}

    /// A session that shares presence is live: its user is here, and it is told who else is.
    public void arrived(Receiver receiver) {
        var user = receiver.user();
        boolean came;
        synchronized (here) {
            var state = here.computeIfAbsent(user, unused -> new Here());
            came = !state.told;
            state.told = true;
            state.receivers.add(receiver);
            state.goneAtMs = Long.MAX_VALUE;
        }
        if (!receiver.isOpen()) {
            left(receiver); // it went while it came
            return;
        }
        var related = audience.related(user);
        if (came) {
            tell(user, related);
        }
        var others = new ArrayList<Event.Presence>();
        for (var other : related) {
            if (isHere(other)) {
                seenBy(other, user, true)
                        .filter(presence -> !presence.state().equals(Appearance.OFFLINE))
                        .ifPresent(others::add);
            }
        }
        notices.add(receiver, others);
    }

    /// A session goes on by another request: it is told nothing that it was told before.
    public void moved(Receiver from, Receiver to) {
        synchronized (here) {
            var state = here.get(to.user());
            if (state != null && state.receivers.remove(from)) {
                state.receivers.add(to);
            }
        }
        notices.move(from, to);
    }

    /// Such a session is gone.
    public void left(Receiver receiver) {
        synchronized (here) {
            var state = here.get(receiver.user());
            if (state != null && state.receivers.remove(receiver) && state.receivers.isEmpty()) {
                state.goneAtMs = clock.millis() + GRACE_MS;
            }
        }
        notices.forget(receiver);
    }

    /// A user chose how to appear.
    public void appear(UserId user, Appearance appearance) {
        synchronized (here) {
            // said before the session is live, it counts from its coming on
            var state = here.computeIfAbsent(user, unused -> new Here());
            if (state.receivers.isEmpty() && state.goneAtMs == Long.MAX_VALUE) {
                state.goneAtMs = clock.millis() + GRACE_MS;
            }
            boolean invisible = appearance.state().equals(Appearance.INVISIBLE);
            state.invisibleSince =
                    !invisible
                            ? null
                            : state.invisibleSince == null ? clock.instant() : state.invisibleSince;
            state.appearance = appearance;
        }
        tell(user);
    }

    public boolean isInvisible(UserId user) {
        synchronized (here) {
            var state = here.get(user);
            return state != null && state.invisibleSince != null;
        }
    }

    /// A session says whom it has on screen: it is told how they are now, and of their changes.
    public void watched(Receiver receiver, List<UserId> watched) {
        var presences = new ArrayList<Event.Presence>();
        for (var user : watched) {
            seenBy(user, receiver.user(), false).ifPresent(presences::add);
        }
        notices.watch(receiver, watched);
        notices.add(receiver, presences);
    }

    /// Ends the grace of those who went; called several times a second.
    public void tick() {
        var gone = new LinkedHashMap<UserId, Instant>();
        synchronized (here) {
            long now = clock.millis();
            here.forEach((user, state) -> {
                if (state.goneAtMs <= now) {
                    gone.put(
                            user,
                            state.invisibleSince == null
                                    ? Instant.ofEpochMilli(state.goneAtMs - GRACE_MS)
                                    : state.invisibleSince);
                }
            });
            gone.keySet().forEach(here::remove);
        }
        if (!gone.isEmpty()) {
            lastSeen.accept(gone);
            gone.keySet().forEach(this::tell);
        }
        notices.tick();
    }

    /// How many users are here.
    public int size() {
        synchronized (here) {
            return here.size();
        }
    }

    private boolean isHere(UserId user) {
        synchronized (here) {
            return here.containsKey(user);
        }
    }

    private void tell(UserId user) {
        tell(user, audience.related(user));
    }

    private void tell(UserId user, Set<UserId> related) {
        for (var viewer : related) {
            tellReceivers(user, viewer, true, hub.receiversOf(viewer));
        }
        for (var watcher : notices.watchersOf(user)) {
            boolean known = related.contains(watcher.user());
            tellReceivers(user, watcher.user(), known, List.of(watcher));
        }
    }

    private void tellReceivers(
            UserId user, UserId viewer, boolean related, List<Receiver> receivers) {
        if (receivers.stream().noneMatch(Receiver::sharesPresence)) {
            return;
        }
        seenBy(user, viewer, related)
                .ifPresent(presence -> {
                    for (var receiver : receivers) {
                        if (receiver.sharesPresence()) {
                            notices.add(receiver, List.of(presence));
                        }
                    }
                });
    }

    /// How a user appears to another; empty where nothing may be said.
    ///
    /// @param related whether they are known to be; else that is looked up where it matters
    private Optional<Event.Presence> seenBy(UserId user, UserId viewer, boolean related) {
        if (user.equals(viewer) || audience.blocked(user, viewer)) {
            return Optional.empty();
        }
        return users.find(user)
                .map(found -> {
                    if (!audience.maySee(found, viewer, related)) {
                        return new Event.Presence(
                                ids.text(user), Appearance.OFFLINE, null, null, null, null);
                    }
                    synchronized (here) {
                        return presence(user, here.get(user), found.status().lastSeenAt());
                    }
                });
    }

    private Event.Presence presence(
            UserId user, @Nullable Here state, @Nullable Instant lastSeenAt) {
        if (state == null || state.invisibleSince != null) {
            var at =
                    state == null || state.invisibleSince == null
                            ? lastSeenAt
                            : state.invisibleSince;
            return new Event.Presence(ids.text(user), Appearance.OFFLINE, at, null, null, null);
        }
        var appearance = state.appearance;
        return new Event.Presence(
                ids.text(user),
                appearance.state(),
                null,
                appearance.text(),
                appearance.emoji(),
                appearance.until());
    }
}
