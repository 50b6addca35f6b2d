package parley.gateway.hub;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Counted;
import parley.core.log.CommittedBatch;
import parley.gateway.connection.Outgoing;

/// Tells what people gave the messages of channels, counted: at most once a second for each
/// message, the first at once, later ones in place of each other. Thread-safe.
///
/// Bound: [#MAX] messages; of more nothing is told until there is room.
public final class CountsBroadcast {
    private static final long PAUSE_MS = 1_000;
    private static final int MAX = 10_000;

    private final FanOut fanOut;
    private final Hub hub;
    private final ConversationViews views;
    private final EventFrames frames;
    private final InstantSource clock;
    private final Map<Of, Gathered> gathered = new LinkedHashMap<>();

    private record Of(ConversationId conversation, long target) {}

    private record Counting(Head head, Change change) {}

    /// @param waiting what is to be told when the pause is over; null if nothing moved since
    private record Gathered(long pauseUntilMs, @Nullable Counting waiting) {}

    public CountsBroadcast(
            FanOut fanOut,
            Hub hub,
            ConversationViews views,
            EventFrames frames,
            InstantSource clock) {
        this.fanOut = fanOut;
        this.hub = hub;
        this.views = views;
        this.frames = frames;
        this.clock = clock;
    }

    /// Looks at a batch that was told.
    public void told(CommittedBatch batch) {
        for (var committed : batch.entries()) {
            if (committed.entry() instanceof Change change
                    && change.body() instanceof Counted counted) {
                moved(
                        new Of(change.conversation(), counted.target()),
                        new Counting(committed.head(), change));
            }
        }
    }

    private void moved(Of of, Counting counting) {
        long now = clock.millis();
        synchronized (gathered) {
            var known = gathered.get(of);
            if (known != null && known.pauseUntilMs() > now) {
                gathered.put(of, new Gathered(known.pauseUntilMs(), counting));
                return;
            }
            if (known == null && gathered.size() >= MAX) {
                return;
            }
            gathered.put(of, new Gathered(now + PAUSE_MS, null));
        }
        tell(counting);
    }

    /// Tells what was gathered long enough; called several times a second.
    public void tick() {
        long now = clock.millis();
        var due = new ArrayList<Counting>();
        synchronized (gathered) {
            var each = gathered.entrySet().iterator();
            while (each.hasNext()) {
                var entry = each.next();
                var waiting = entry.getValue().waiting();
                if (entry.getValue().pauseUntilMs() > now) {
                    continue;
                }
                if (waiting == null) {
                    each.remove();
                } else {
                    due.add(waiting);
                    entry.setValue(new Gathered(now + PAUSE_MS, null));
                }
            }
        }
        due.forEach(this::tell);
    }

    private void tell(Counting counting) {
        fanOut.passing(
                counting.head(),
                (members, deliveries) -> tellMembers(counting, members, deliveries));
    }

    private void tellMembers(Counting counting, Set<UserId> members, Deliveries deliveries) {
        var change = counting.change();
        long target = change.body().target();
        boolean veiled = counting.head().isVeiled(target);
        var event = new Outgoing(frames.event(change, change.from()));
        for (var member : members) {
            var receivers = List.of(hub.of(member));
            boolean sees =
                    !receivers.isEmpty()
                            && (!veiled
                                    || target >= views.visibleFrom(change.conversation(), member));
            if (sees) {
                receivers.forEach(receiver -> deliveries.passing(receiver, event));
            }
        }
    }
}
