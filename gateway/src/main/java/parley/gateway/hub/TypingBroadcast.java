package parley.gateway.hub;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiPredicate;
import parley.core.conversation.Head;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.receipt.MarkBook;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.ReceiptPrivacy.Concealment;
import parley.gateway.hub.TypingPace.Told;
import parley.protocol.Event;

/// Tells that someone is writing, or no longer is, at the pace of [TypingPace]. Stored nowhere.
/// Thread-safe.
public final class TypingBroadcast {
    private final FanOut fanOut;
    private final Hub hub;
    private final PublicIds ids;
    private final BiPredicate<UserId, UserId> blocked;
    private final Concealment concealed;
    private final InstantSource clock;
    private final TypingPace pace = new TypingPace();

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
        pace.said(head, new MarkBook.Of(head.id(), user), on, clock.millis()).ifPresent(this::tell);
    }

    /// Tells what waited, and ends what wasn't said again; called several times a second.
    public void tick() {
        pace.due(clock.millis()).forEach(this::tell);
    }

    private void tell(Told told) {
        var user = told.of().user();
        fanOut.passing(
                told.head(),
                (members, deliveries) ->
                        tellMembers(told.head(), user, told.on(), members, deliveries));
    }

    private void tellMembers(
            Head head, UserId user, boolean on, Set<UserId> members, Deliveries deliveries) {
        var event = new Outgoing(new Event.Typing(ids.text(head.id()), ids.text(user), on));
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
    }
}
