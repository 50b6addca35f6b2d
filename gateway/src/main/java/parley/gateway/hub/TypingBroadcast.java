package parley.gateway.hub;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import parley.core.conversation.Head;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.receipt.MarkBook;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.ReceiptPrivacy.Concealment;
import parley.protocol.Event;

/// Tells that someone is writing. Forwarded at most once in 3 s for each person and conversation;
/// ends by itself 6 s after it was said last. Stored nowhere. Thread-safe.
///
/// Bound: [#MAX] people writing at once; more are not told.
public final class TypingBroadcast {
    private static final long PAUSE_MS = 3_000;
    private static final long ENDS_MS = 6_000;
    private static final int MAX = 50_000;

    private final FanOut fanOut;
    private final Hub hub;
    private final PublicIds ids;
    private final BiPredicate<UserId, UserId> blocked;
    private final Concealment concealed;
    private final InstantSource clock;
    private final Map<MarkBook.Of, Writing> writing = new HashMap<>();

    private record Writing(Head head, long toldAtMs, long endsAtMs) {}

    public TypingBroadcast(
            FanOut fanOut,
            Hub hub,
            PublicIds ids,
            BiPredicate<UserId, UserId> blocked,
            Concealment concealed,
            InstantSource clock) {
        this.fanOut = fanOut;
        this.hub = hub;
        this.ids = ids;
        this.blocked = blocked;
        this.concealed = concealed;
        this.clock = clock;
    }

    public void typing(Head head, UserId user, boolean on) {
        var of = new MarkBook.Of(head.id(), user);
        long now = clock.millis();
        synchronized (writing) {
            var known = writing.get(of);
            if (!on) {
                if (writing.remove(of) == null) {
                    return;
                }
            } else if (known != null && known.toldAtMs() + PAUSE_MS > now) {
                writing.put(of, new Writing(head, known.toldAtMs(), now + ENDS_MS));
                return;
            } else if (writing.size() >= MAX) {
                return;
            } else {
                writing.put(of, new Writing(head, now, now + ENDS_MS));
            }
        }
        tell(head, user, on);
    }

    /// Ends what wasn't said again; called several times a second.
    public void tick() {
        long now = clock.millis();
        var ended = new HashMap<MarkBook.Of, Writing>();
        synchronized (writing) {
            writing.forEach((of, state) -> {
                if (state.endsAtMs() <= now) {
                    ended.put(of, state);
                }
            });
            writing.keySet().removeAll(ended.keySet());
        }
        ended.forEach((of, state) -> tell(state.head(), of.user(), false));
    }

    private void tell(Head head, UserId user, boolean on) {
        fanOut.passing(head, members -> tellMembers(head, user, on, members));
    }

    private void tellMembers(Head head, UserId user, boolean on, Set<UserId> members) {
        var event = new Outgoing(new Event.Typing(ids.text(head.id()), ids.text(user), on));
        var deliveries = new Deliveries();
        for (var member : members) {
            boolean told =
                    !member.equals(user)
                            && !blocked.test(user, member)
                            && !concealed.test(head, user, member);
            if (told) {
                for (var receiver : hub.of(member)) {
                    deliveries.passing(receiver, event);
                }
            }
        }
        fanOut.give(deliveries);
    }
}
