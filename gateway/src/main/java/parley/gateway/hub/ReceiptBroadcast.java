package parley.gateway.hub;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.receipt.MarkBook;
import parley.core.receipt.Marks;
import parley.core.receipt.ReceiptTracker.ReceiptListener;
import parley.gateway.connection.Outgoing;
import parley.protocol.Event;

/// Tells marks to the other of a direct conversation, and to a user's own other sessions, at most
/// once a second for each person and conversation: the first at once, later ones gathered. The
/// others of a group are told by [GroupReceipts]. Thread-safe.
///
/// Bound: [#MAX] people and conversations; beyond it marks are told at once, ungathered.
public final class ReceiptBroadcast implements ReceiptListener {
    private static final long PAUSE_MS = 1_000;
    private static final int MAX = 100_000;

    private final FanOut fanOut;
    private final Hub hub;
    private final PublicIds ids;
    private final ReceiptPrivacy privacy;
    private final ConversationReader reader;
    private final InstantSource clock;
    private final GroupReceipts groups;
    private final Map<MarkBook.Of, Gathered> gathered = new LinkedHashMap<>();

    /// @param waiting the marks to be told when the pause is over; null if nothing moved since
    /// @param aside whether some of them were given by none of the user's live connections
    private record Gathered(long pauseUntilMs, Head head, @Nullable Marks waiting, boolean aside) {}

    private record Moved(Head head, UserId user, Marks marks, boolean aside) {}

    public ReceiptBroadcast(FanOut fanOut, Hub hub, Say say, InstantSource clock) {
        this.fanOut = fanOut;
        this.hub = hub;
        this.ids = say.ids();
        this.privacy = say.privacy();
        this.reader = say.reader();
        this.clock = clock;
        this.groups = new GroupReceipts(fanOut, hub, ids, privacy, clock);
    }

    /// What may be said, and how.
    public record Say(PublicIds ids, ReceiptPrivacy privacy, ConversationReader reader) {}

    @Override
    public void moved(Head head, UserId user, Marks marks, boolean aside) {
        if (head.kind() == Kind.GROUP) {
            groups.moved(head, user, marks);
        }
        var of = new MarkBook.Of(head.id(), user);
        long now = clock.millis();
        synchronized (gathered) {
            var known = gathered.get(of);
            if (known != null && known.pauseUntilMs() > now) {
                boolean any = aside || known.aside();
                gathered.put(of, new Gathered(known.pauseUntilMs(), head, marks, any));
                return;
            }
            if (gathered.size() < MAX) {
                gathered.put(of, new Gathered(now + PAUSE_MS, head, null, false));
            }
        }
        tell(head, user, marks, aside);
    }

    /// Tells what was gathered long enough; called several times a second.
    public void tick() {
        groups.tick();
        long now = clock.millis();
        var due = new ArrayList<Map.Entry<MarkBook.Of, Gathered>>();
        synchronized (gathered) {
            var each = gathered.entrySet().iterator();
            while (each.hasNext()) {
                var entry = each.next();
                if (entry.getValue().pauseUntilMs() <= now) {
                    if (entry.getValue().waiting() == null) {
                        each.remove();
                    } else {
                        due.add(Map.entry(entry.getKey(), entry.getValue()));
                        entry.setValue(
                                new Gathered(now + PAUSE_MS, entry.getValue().head(), null, false));
                    }
                }
            }
        }
        for (var entry : due) {
            var state = entry.getValue();
            var waiting = state.waiting();
            if (waiting != null) {
                tell(state.head(), entry.getKey().user(), waiting, state.aside());
            }
        }
    }

    private void tell(Head head, UserId user, Marks marks, boolean aside) {
        if (head.kind() != Kind.DIRECT && !hasOthers(user, aside)) {
            return;
        }
        fanOut.passing(
                head,
                (members, deliveries) ->
                        tellMembers(new Moved(head, user, marks, aside), members, deliveries));
    }

    private void tellMembers(Moved moved, Set<UserId> members, Deliveries deliveries) {
        var head = moved.head();
        var user = moved.user();
        var marks = moved.marks();
        if (!members.contains(user)) {
            return; // they were removed since, and are told of nothing after that
        }
        if (head.kind() == Kind.DIRECT) {
            for (var member : members) {
                if (!member.equals(user)) {
                    tellOne(
                            head,
                            user,
                            privacy.shown(head, user, marks, member),
                            member,
                            deliveries);
                }
            }
        }
        tellSelf(head, user, marks, moved.aside(), deliveries);
    }

    private void tellOne(
            Head head, UserId user, Marks shown, UserId member, Deliveries deliveries) {
        var receivers = hub.of(member);
        if (receivers.length == 0 || shown.received() == 0) {
            return;
        }
        var receipt =
                new Outgoing(
                        new Event.Receipt(
                                ids.text(head.id()),
                                ids.text(user),
                                shown.received(),
                                shown.read(),
                                clock.instant()));
        for (var receiver : receivers) {
            deliveries.passing(receiver, receipt);
        }
    }

    // the one that gave the mark knows it
    private boolean hasOthers(UserId user, boolean aside) {
        return hub.of(user).length >= (aside ? 1 : 2);
    }

    private void tellSelf(
            Head head, UserId user, Marks marks, boolean aside, Deliveries deliveries) {
        if (!hasOthers(user, aside)) {
            return;
        }
        var own = hub.of(user);
        reader.find(head.id(), user)
                .ifPresent(listed -> {
                    var event =
                            new Outgoing(
                                    new Event.Head(
                                            ids.text(head.id()),
                                            marks.received(),
                                            marks.read(),
                                            reader.unread(listed),
                                            null));
                    List.of(own).forEach(receiver -> deliveries.passing(receiver, event));
                });
    }
}
