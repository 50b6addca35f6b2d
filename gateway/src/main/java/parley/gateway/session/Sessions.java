package parley.gateway.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.id.DeviceId;
import parley.gateway.presence.SessionPresence;

/// The sessions of this node: a device being here, with its watch list and how its user wants to
/// appear. A session outlives its connection by [#KEPT]. Where to go on is in the cursor alone, so
/// losing one loses nothing. Thread-safe. Bound: one for each connection, and those that ended
/// within [#KEPT], at most [#ENDED_MAX].
public final class Sessions {
    static final Duration KEPT = Duration.ofMinutes(5);
    private static final int ENDED_MAX = 200_000;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<String, Session> byId = new HashMap<>();
    private final Set<Session> ended = new LinkedHashSet<>(); // the one that ended first is first

    /// What holds a session's present connection, so that a newer one can replace it.
    public interface Holder {
        /// When it came: of two, the later has the higher number. See [Arrival].
        long arrival();

        void replaced();
    }

    /// One session. Guarded by the registry.
    public static final class Session {
        private final String id;
        private final DeviceId device;
        private @Nullable Holder holder;
        private @Nullable Instant endedAt;
        private final SessionPresence presence = new SessionPresence();

        private Session(String id, DeviceId device) {
            this.id = id;
            this.device = device;
        }

        public String id() {
            return id;
        }

        public SessionPresence presence() {
            return presence;
        }
    }

    public Sessions(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /// Goes on with the session of this id if it is this device's and still kept; else begins a new
    /// one. The connection that held it is told that it was replaced; unless that came later than
    /// this one, which was cut, perhaps, before its hello was looked at: then nothing changes, and
    /// [#isHeldBy] says so.
    public Session open(@Nullable String id, DeviceId device, Holder holder) {
        Optional<Holder> replaced;
        Session session;
        synchronized (byId) {
            var known = id == null ? null : byId.get(id);
            if (known != null && known.device.equals(device) && isKept(known)) {
                session = known;
                if (known.holder != null && known.holder.arrival() - holder.arrival() > 0) {
                    return known;
                }
                replaced = Optional.ofNullable(known.holder);
                ended.remove(known);
                known.endedAt = null;
            } else {
                session = new Session(newId(), device);
                byId.put(session.id, session);
                replaced = Optional.empty();
            }
            session.holder = holder;
        }
        replaced.ifPresent(Holder::replaced);
        return session;
    }

    /// Whether this is the connection of a session.
    public boolean isHeldBy(Session session, Holder holder) {
        synchronized (byId) {
            return session.holder == holder;
        }
    }

    private boolean isKept(Session session) {
        return session.endedAt == null || session.endedAt.plus(KEPT).isAfter(clock.instant());
    }

    private String newId() {
        var id = new StringBuilder("ss_");
        for (int i = 0; i < 13; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /// The connection is gone. Changes nothing if another one holds the session by now.
    public void release(Session session, Holder holder) {
        synchronized (byId) {
            if (session.holder != holder) {
                return;
            }
            session.holder = null;
            session.endedAt = clock.instant();
            ended.add(session);
            if (ended.size() > ENDED_MAX) {
                forget(ended.iterator().next());
            }
        }
    }

    /// Forgets the sessions that ended long enough ago.
    public void sweep() {
        synchronized (byId) {
            while (!ended.isEmpty() && !isKept(ended.iterator().next())) {
                forget(ended.iterator().next());
            }
        }
    }

    private void forget(Session session) {
        ended.remove(session);
        byId.remove(session.id);
    }

    public int size() {
        synchronized (byId) {
            return byId.size();
        }
    }
}
