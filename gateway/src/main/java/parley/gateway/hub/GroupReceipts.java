package parley.gateway.hub;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.core.conversation.Head;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.receipt.Marks;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.ReceiptPace.Due;
import parley.protocol.Event;
import parley.protocol.Limits;

/// Tells the members of a small group how far the others got: the first at once, whoever follows
/// within a second in one frame with the rest (PROTOCOL.md section 5). A message in a group of
/// twenty is marked by nineteen, and each mark concerns nineteen: told one by one they would be
/// most of what the group costs. Thread-safe. Bounds: those of [ReceiptPace].
final class GroupReceipts {
    private final FanOut fanOut;
    private final Hub hub;
    private final PublicIds ids;
    private final ReceiptPrivacy privacy;
    private final InstantSource clock;
    private final ReceiptPace pace = new ReceiptPace();

    GroupReceipts(
            FanOut fanOut, Hub hub, PublicIds ids, ReceiptPrivacy privacy, InstantSource clock) {
        this.fanOut = fanOut;
        this.hub = hub;
        this.ids = ids;
        this.privacy = privacy;
        this.clock = clock;
    }

    void moved(Head head, UserId user, Marks marks) {
        if (head.members() <= Limits.RECEIPT_MEMBERS) {
            pace.moved(head, user, marks, clock.millis()).ifPresent(this::tell);
        }
    }

    /// Tells what was gathered long enough; called several times a second.
    void tick() {
        pace.due(clock.millis()).forEach(this::tell);
    }

    private void tell(Due due) {
        fanOut.passing(due.head(), (members, deliveries) -> tellMembers(due, members, deliveries));
    }

    private void tellMembers(Due due, Set<UserId> members, Deliveries deliveries) {
        if (members.size() > Limits.RECEIPT_MEMBERS) {
            return;
        }
        var at = clock.instant();
        // of whoever was removed since nothing is told any more
        var whole = new HashMap<UserId, Event.Receipt>();
        due.marks()
                .forEach((user, marks) -> {
                    if (members.contains(user)) {
                        whole.put(user, receipt(due.head(), user, marks, at));
                    }
                });
        var frames = new HashMap<List<Event.Receipt>, Outgoing>();
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
