package parley.gateway.hub;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.MemberChanged;

/// Which of those who are here belong to which channel, as of the entry that is being fanned out.
/// So a channel costs what those cost who are here to be told, however many belong to it.
///
/// Who comes is seated in two steps, since their channels are read from the database, which is
/// ahead of the fan-out: from [#expect] on, what is fanned out of their memberships is remembered;
/// [#seat] brings what was read meanwhile and puts what is remembered over it. What was fanned out
/// before the first step is in what was read after it.
///
/// Used by the fan-out thread alone. Bound: the channels of those who are here; whoever is gone is
/// swept out when as many were seated since as are here.
final class Seats {
    private static final int SWEEP_AT_LEAST = 1_000;

    private final Hub hub;
    private final Map<ConversationId, Set<UserId>> seated = new HashMap<>();
    private final Map<UserId, Set<ConversationId>> channels = new HashMap<>();
    private final Map<UserId, Expected> expected = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private int seatedSinceSweep;

    Seats(Hub hub) {
        this.hub = hub;
    }

    /// What is remembered of someone who comes.
    private static final class Expected {
        private final Map<ConversationId, Boolean> belongs = new HashMap<>();
        private int arrivals = 1;
    }

    /// Someone comes, and their channels are about to be read.
    void expect(UserId user) {
        var known = expected.get(user);
        if (known == null) {
            expected.put(user, new Expected());
        } else {
            known.arrivals++;
        }
    }

    /// @param read their channels as the database has them; null if that failed
    void seat(UserId user, @Nullable Collection<ConversationId> read) {
        var known = expected.get(user);
        if (known == null) {
            return;
        }
        if (--known.arrivals == 0) {
            expected.remove(user);
        }
        // who has been here for longer has the right seats already
        if (read != null && !channels.containsKey(user)) {
            var now = new HashSet<>(read);
            known.belongs.forEach((channel, in) -> {
                if (in) {
                    now.add(channel);
                } else {
                    now.remove(channel);
                }
            });
            channels.put(user, now);
            now.forEach(
                    channel -> seated.computeIfAbsent(channel, id -> new HashSet<>()).add(user));
            sweepNowAndThen();
        }
    }

    private void sweepNowAndThen() {
        if (++seatedSinceSweep > Math.max(SWEEP_AT_LEAST, hub.users())) {
            seatedSinceSweep = 0;
            channels.keySet().stream()
                    .filter(user -> !hub.isHere(user) && !expected.containsKey(user))
                    .toList()
                    .forEach(this::leave);
        }
    }

    private void leave(UserId user) {
        var left = channels.remove(user);
        if (left != null) {
            left.forEach(channel -> stand(channel, user));
        }
    }

    private void stand(ConversationId channel, UserId user) {
        var there = seated.get(channel);
        if (there != null && there.remove(user) && there.isEmpty()) {
            seated.remove(channel);
        }
    }

    /// Those who are here and belong to a channel; some may be gone.
    Set<UserId> of(ConversationId channel) {
        return seated.getOrDefault(channel, Set.of());
    }

    /// Takes a member change in.
    void apply(ConversationId channel, MemberChanged change) {
        if (!change.beginsMembership() && !change.endsMembership()) {
            return;
        }
        var user = change.user();
        boolean in = change.beginsMembership();
        var coming = expected.get(user);
        if (coming != null) {
            coming.belongs.put(channel, in);
        }
        if (in) {
            sit(channel, user);
        } else {
            rise(channel, user);
        }
    }

    private void sit(ConversationId channel, UserId user) {
        var own = channels.get(user);
        if (own != null && own.add(channel)) {
            seated.computeIfAbsent(channel, id -> new HashSet<>()).add(user);
            undo.push(() -> rise(channel, user));
        }
    }

    private void rise(ConversationId channel, UserId user) {
        var own = channels.get(user);
        if (own != null && own.remove(channel)) {
            stand(channel, user);
            undo.push(() -> sit(channel, user));
        }
    }

    /// Nobody belongs to it any more.
    void close(ConversationId channel) {
        List.copyOf(of(channel)).forEach(user -> rise(channel, user));
        expected.values().forEach(coming -> coming.belongs.put(channel, false));
    }

    /// A batch begins: what it does can be undone until the next.
    void begin() {
        undo.clear();
    }

    /// Seats are as they were when the batch began, since it is told anew.
    void undo() {
        for (var step : List.copyOf(undo)) {
            step.run();
        }
        undo.clear();
    }
}
