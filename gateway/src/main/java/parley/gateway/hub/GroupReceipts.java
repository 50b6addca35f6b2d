package parley.gateway.hub;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.core.conversation.Head;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.receipt.Marks;
import parley.gateway.connection.Outgoing;
import parley.protocol.Event;
import parley.protocol.Limits;

/// Tells the members of a small group how far the others got: the first at once, whoever follows
/// within a second in one frame with the rest (PROTOCOL.md section 9). A message in a group of
/// twenty is marked by nineteen, and each mark concerns nineteen: told one by one they would be
/// most of what the group costs. Thread-safe.
///
/// Bound: [#MAX] groups; beyond it marks aren't told, and are seen with the next sync.
final class GroupReceipts {
    private static final long PAUSE_MS = 1_000;
    private static final int MAX = 100_000;

    private final FanOut fanOut;
    private final Hub hub;
    private final PublicIds ids;
    private final ReceiptPrivacy privacy;
    private final InstantSource clock;
    private final Map<ConversationId, Gathered> gathered = new LinkedHashMap<>();

    /// What waits for the end of a group's pause. Guarded by the map.
    private static final class Gathered {
        private final Map<UserId, Marks> marks = new LinkedHashMap<>();
        private Head head;
        private long pauseUntilMs;

        private Gathered(Head head, long pauseUntilMs) {
            this.head = head;
            this.pauseUntilMs = pauseUntilMs;
        }
    }

    private record Due(Head head, Map<UserId, Marks> marks) {}

    GroupReceipts(
            FanOut fanOut, Hub hub, PublicIds ids, ReceiptPrivacy privacy, InstantSource clock) {
        this.fanOut = fanOut;
        this.hub = hub;
        this.ids = ids;
        this.privacy = privacy;
        this.clock = clock;
    }

    void moved(Head head, UserId user, Marks marks) {
        if (head.members() > Limits.RECEIPT_MEMBERS) {
            return;
        }
        long now = clock.millis();
        synchronized (gathered) {
            var known = gathered.get(head.id());
            if (known != null) {
                known.head = head;
                known.marks.put(user, marks);
                return;
            }
            if (gathered.size() >= MAX) {
                return;
            }
            gathered.put(head.id(), new Gathered(head, now + PAUSE_MS));
        }
        tell(new Due(head, Map.of(user, marks)));
    }

    /// Tells what was gathered long enough; called several times a second.
    void tick() {
        long now = clock.millis();
        var due = new ArrayList<Due>();
        synchronized (gathered) {
            var each = gathered.values().iterator();
            while (each.hasNext()) {
                var one = each.next();
                if (one.pauseUntilMs > now) {
                    continue;
                }
                if (one.marks.isEmpty()) {
                    each.remove();
                } else {
                    due.add(new Due(one.head, Map.copyOf(one.marks)));
                    one.marks.clear();
                    one.pauseUntilMs = now + PAUSE_MS;
                }
            }
        }
        due.forEach(this::tell);
    }

    private void tell(Due due) {
        fanOut.passing(due.head(), members -> tellMembers(due, members));
    }

    private void tellMembers(Due due, Set<UserId> members) {
        if (members.size() > Limits.RECEIPT_MEMBERS) {
            return;
        }
        var at = clock.instant();
        var whole = new HashMap<UserId, Event.Receipt>();
        due.marks()
                .forEach((user, marks) -> {
                    if (members.contains(
                            user)) { // whoever was removed since is told of nothing after that
                        whole.put(user, receipt(due.head(), user, marks, at));
                    }
                });
        var frames = new HashMap<List<Event.Receipt>, Outgoing>();
        var deliveries = new Deliveries();
        for (var member : members) {
            var receivers = hub.of(member);
            if (receivers.length > 0) {
                var shown = shown(due, whole, member);
                if (!shown.isEmpty()) {
                    var frame = frames.computeIfAbsent(shown, GroupReceipts::frame);
                    for (var receiver : receivers) {
                        deliveries.passing(receiver, frame);
                    }
                }
            }
        }
        fanOut.give(deliveries);
    }

    private List<Event.Receipt> shown(Due due, Map<UserId, Event.Receipt> whole, UserId to) {
        var receipts = new ArrayList<Event.Receipt>();
        whole.forEach((user, receipt) -> {
            if (!user.equals(to)) {
                var marks = due.marks().getOrDefault(user, Marks.NONE);
                var shown = privacy.shown(due.head(), user, marks, to);
                if (shown.equals(marks)) {
                    receipts.add(receipt);
                } else if (shown.received() > 0) {
                    receipts.add(receipt(due.head(), user, shown, receipt.at()));
                }
            }
        });
        return receipts;
    }

    private Event.Receipt receipt(Head head, UserId user, Marks marks, Instant at) {
        return new Event.Receipt(
                ids.text(head.id()), ids.text(user), marks.received(), marks.read(), at);
    }

    private static Outgoing frame(List<Event.Receipt> receipts) {
        var first = receipts.getFirst();
        return new Outgoing(
                receipts.size() == 1 ? first : new Event.Receipts(first.conversation(), receipts));
    }
}
