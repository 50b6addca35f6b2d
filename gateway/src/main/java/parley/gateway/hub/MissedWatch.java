package parley.gateway.hub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import parley.core.conversation.Head;
import parley.core.conversation.HeadCache;
import parley.core.conversation.Kind;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.CommittedBatch;
import parley.core.log.Message;
import parley.core.receipt.MarkBook;
import parley.gateway.connection.Outgoing;
import parley.protocol.Event;

/// Notices messages of direct conversations that don't reach the other: at once where they aren't
/// here, else when they didn't acknowledge in time (PROTOCOL.md section 9). The sender is told, and
/// the figure counts. One entry for each conversation, whatever number of messages wait in it; no
/// timer and no row for each message.
///
/// Bound: [#MAX] conversations; beyond it the oldest is looked at early.
public final class MissedWatch {
    private static final int MAX = 200_000;

    private final Hub hub;
    private final HeadCache heads;
    private final MarkBook marks;
    private final PublicIds ids;
    private final Consumer<Deliveries> out;
    private final Runnable counted;
    private final InstantSource clock;
    private final Duration patience;
    private final Map<MarkBook.Of, Waiting> waiting = new LinkedHashMap<>();

    /// @param seq the first message that isn't acknowledged, as far as is known
    private record Waiting(Head head, UserId from, long seq, long dueMs) {}

    /// @param patience how long someone who is here may take to acknowledge
    /// @param counted told of each message that counts as missed
    public MissedWatch(
            FanOut fanOut, Seen seen, InstantSource clock, Duration patience, Runnable counted) {
        this.hub = seen.hub();
        this.heads = seen.heads();
        this.marks = seen.marks();
        this.ids = seen.ids();
        this.out = fanOut::give;
        this.counted = counted;
        this.clock = clock;
        this.patience = patience;
    }

    /// Where it sees who is here and how far they got.
    public record Seen(Hub hub, HeadCache heads, MarkBook marks, PublicIds ids) {}

    /// Looks at what was committed. Called by the fan-out thread.
    public void committed(CommittedBatch batch) {
        for (var committed : batch.entries()) {
            var head = committed.head();
            if (committed.entry() instanceof Message message
                    && head.kind() == Kind.DIRECT
                    && head.direct() != null) {
                var peer = head.direct().pair().peerOf(message.from());
                if (!peer.equals(message.from())) {
                    watch(head, message, peer);
                }
            }
        }
    }

    private void watch(Head head, Message message, UserId peer) {
        if (!hub.isHere(peer)) {
            missed(head, message.from(), peer, message.seq());
            return;
        }
        var of = new MarkBook.Of(head.id(), peer);
        var due = clock.millis() + patience.toMillis();
        List<Waiting> early = new ArrayList<>();
        synchronized (waiting) {
            waiting.putIfAbsent(of, new Waiting(head, message.from(), message.seq(), due));
            if (waiting.size() > MAX) {
                var first = waiting.entrySet().iterator();
                early.add(first.next().getValue());
                first.remove();
            }
        }
        early.forEach(this::look);
    }

    /// Looks at those whose time is over; called several times a second.
    public void tick() {
        long now = clock.millis();
        List<Waiting> due = new ArrayList<>();
        synchronized (waiting) {
            var each = waiting.values().iterator();
            while (each.hasNext()) {
                var one = each.next();
                if (one.dueMs() > now) {
                    break; // in the order in which they were put, so also in that of their time
                }
                due.add(one);
                each.remove();
            }
        }
        due.forEach(this::look);
    }

    private void look(Waiting one) {
        var head = heads.find(one.head().id()).orElse(one.head());
        var direct = head.direct();
        if (direct == null) {
            return;
        }
        var peer = direct.pair().peerOf(one.from());
        var reached = marks.ahead(head.id(), peer, direct.marksOf(peer));
        if (reached.received() < one.seq()) {
            missed(head, one.from(), peer, head.lastSeq());
        } else if (reached.received() < head.lastSeq()) {
            synchronized (waiting) {
                waiting.putIfAbsent(
                        new MarkBook.Of(head.id(), peer),
                        new Waiting(
                                head,
                                one.from(),
                                reached.received() + 1,
                                clock.millis() + patience.toMillis()));
            }
        }
    }

    private void missed(Head head, UserId from, UserId peer, long seq) {
        counted.run();
        var receivers = hub.of(from);
        if (receivers.length == 0) {
            return;
        }
        var event = new Outgoing(new Event.Missed(ids.text(head.id()), ids.text(peer), seq));
        var deliveries = new Deliveries();
        for (var receiver : receivers) {
            deliveries.passing(receiver, event);
        }
        out.accept(deliveries);
    }
}
