package parley.gateway.presence;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.user.UserCache;
import parley.gateway.hub.Hub;
import parley.gateway.hub.Receiver;
import parley.gateway.presence.SessionPresence.Chosen;
import parley.protocol.Event;

/// Who is here on this node. A user comes with their first session that shares presence, and goes
/// [#GRACE_MS] after the last went, so that a reconnect is no flicker. Changes are handed to
/// [PresenceNotices], which gathers them. Thread-safe. Bound: one entry for each user that is here
/// or left within the grace.
public final class PresenceBoard {
    static final long GRACE_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(PresenceBoard.class);

    private final Hub hub;
    private final UserCache users;
    private final Audience audience;
    private final PresenceNotices notices;
    private final PublicIds ids;
    private final InstantSource clock;
    private final Consumer<Map<UserId, Instant>> lastSeen;
    private final Map<UserId, Here> here = new HashMap<>();
    private long choices;

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
        @Nullable Chosen chosen;

        Appearance appearance() {
            return chosen == null ? Appearance.PLAIN : chosen.appearance();
        }

        @Nullable Instant invisibleSince() {
            return chosen == null ? null : chosen.invisibleSince();
        }
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

    /// A session that shares presence is live: its user is here, as it or a later word chose, and
    /// it is told who else is. [#left] is to follow, also if the receiver went meanwhile.
    public void arrived(Receiver receiver, SessionPresence session) {
        var user = receiver.user();
        boolean news;
        synchronized (here) {
            var state = here.get(user);
            boolean came = state == null;
            if (state == null) {
                state = new Here();
                here.put(user, state);
            }
            state.receivers.add(receiver);
            state.goneAtMs = Long.MAX_VALUE;
            var chosen = session.chosen();
            boolean changed = chosen != null && chosen.isAfter(state.chosen);
            if (changed) {
                state.chosen = chosen;
            }
            // whoever comes invisible is to the others as gone as before
            news = came ? state.invisibleSince() == null : changed;
        }
        session.receivers().add(receiver);
        var related = audience.related(user);
        if (news) {
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
        others.addAll(nowWatched(receiver, session));
        notices.add(receiver, others);
    }

    /// A session goes on by another request: it is told nothing that it was told before.
    public void moved(Receiver from, Receiver to, SessionPresence session) {
        boolean wasHere;
        synchronized (here) {
            var state = here.get(to.user());
            wasHere = state != null && state.receivers.remove(from);
            if (state != null && wasHere) {
                state.receivers.add(to);
            }
        }
        if (!wasHere) {
            arrived(to, session);
            return;
        }
        session.receivers().add(to);
        session.receivers().remove(from);
        notices.move(from, to);
        if (session.isUntold()) {
            notices.add(to, nowWatched(to, session));
        }
    }

    /// A receiver is gone, whether or not it arrived.
    public void left(Receiver receiver, SessionPresence session) {
        synchronized (here) {
            var state = here.get(receiver.user());
            if (state != null && state.receivers.remove(receiver) && state.receivers.isEmpty()) {
                state.goneAtMs = clock.millis() + GRACE_MS;
            }
        }
        session.receivers().remove(receiver);
        notices.forget(receiver);
    }

    /// A session chose how its user appears, which counts until another session of theirs chooses.
    /// One that isn't here yet, or not at the moment, brings it along when it comes.
    public void appear(UserId user, SessionPresence session, Appearance appearance) {
        boolean isHere;
        synchronized (here) {
            var state = here.get(user);
            var chosen = next(appearance, state == null ? session.chosen() : state.chosen);
            session.choose(chosen);
            isHere = state != null;
            if (state != null) {
                state.chosen = chosen;
            }
        }
        if (isHere) {
            tell(user);
        }
    }

    private Chosen next(Appearance appearance, @Nullable Chosen before) {
        Instant since = null;
        if (appearance.state().equals(Appearance.INVISIBLE)) {
            since = before == null ? null : before.invisibleSince();
            since = since == null ? clock.instant() : since;
        }
        return new Chosen(appearance, ++choices, since);
    }

    /// Whether a user is invisible, or will be once the session is here.
    public boolean isInvisible(UserId user, SessionPresence session) {
        synchronized (here) {
            var state = here.get(user);
            var chosen = state == null ? session.chosen() : state.chosen;
            return chosen != null && chosen.invisibleSince() != null;
        }
    }

    /// A session says whom it has on screen: it is told how they are, and of their changes, now or
    /// as soon as it is here.
    public void watched(SessionPresence session, List<UserId> watched) {
        session.watch(watched);
        for (var receiver : session.receivers()) {
            notices.add(receiver, nowWatched(receiver, session));
        }
    }

    // How those are whom a session watches from now on.
    private List<Event.Presence> nowWatched(Receiver receiver, SessionPresence session) {
        notices.watch(receiver, session);
        if (!session.receivers().contains(receiver)) {
            notices.forget(receiver); // it went meanwhile
            return List.of();
        }
        if (!receiver.isOpen()) {
            return List.of(); // between two polls: the next one is told
        }
        session.told();
        var presences = new ArrayList<Event.Presence>();
        for (var user : session.watched()) {
            seenBy(user, receiver.user(), false).ifPresent(presences::add);
        }
        return presences;
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
                            Objects.requireNonNullElse(
                                    state.invisibleSince(),
                                    Instant.ofEpochMilli(state.goneAtMs - GRACE_MS)));
                }
            });
            gone.keySet().forEach(here::remove);
        }
        if (!gone.isEmpty()) {
            lastSeen.accept(gone);
            gone.keySet().forEach(this::tellGone);
        }
        notices.tick();
    }

    // Who is related is read; where that fails for one, the others are told nevertheless.
    private void tellGone(UserId user) {
        try {
            tell(user);
        } catch (RuntimeException e) {
            LOG.warn("that someone went can't be told", e);
        }
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
        var invisibleSince = state == null ? null : state.invisibleSince();
        if (state == null || invisibleSince != null) {
            var at = invisibleSince == null ? lastSeenAt : invisibleSince;
            return new Event.Presence(ids.text(user), Appearance.OFFLINE, at, null, null, null);
        }
        var appearance = state.appearance();
        return new Event.Presence(
                ids.text(user),
                appearance.state(),
                null,
                appearance.text(),
                appearance.emoji(),
                appearance.until());
    }
}
