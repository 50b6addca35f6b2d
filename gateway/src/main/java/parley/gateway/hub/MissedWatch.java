package parley.gateway.hub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Blocking;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.CommittedBatch;
import parley.core.log.CommittedBatch.Committed;
import parley.core.log.Message;
import parley.core.receipt.Marks;
import parley.gateway.connection.Outgoing;
import parley.protocol.Event;

/// Notices messages of direct conversations that don't reach the other: at once where they aren't
/// here, else when they didn't acknowledge in time (PROTOCOL.md section 9). The sender is told, and
/// the figure counts. One entry for each conversation with a message on its way, which goes with
/// the acknowledgement; no timer and no row for each message, and nothing is read to know it.
///
/// Whether a sender may be told is asked of memory; where that would take reading, it is asked
/// aside, by one virtual thread at a time.
///
/// Bounds: [#MAX] conversations; beyond it the oldest counts as missed early. [#ASIDE_MAX] that are
/// asked aside; beyond it they count, and their senders aren't told.
public final class MissedWatch {
    private static final int MAX = 200_000;
    private static final int ASIDE_MAX = 10_000;

    /// So many senders that are told at once are told when something else is written to them, or
    /// after three seconds: each would be a write of its own, and nobody acknowledges as it is.
    private static final int MANY = 100;

    private static final Logger LOG = LoggerFactory.getLogger(MissedWatch.class);

    private final Hub hub;
    private final PublicIds ids;
    private final Consumer<Deliveries> out;
    private final Runnable counted;
    private final BiPredicate<UserId, UserId> concealed;
    private final InstantSource clock;
    private final Duration patience;
    private final AwaitedTable waiting = new AwaitedTable(); // guarded by itself

    // guarded by itself
    private final ArrayDeque<Late> aside = new ArrayDeque<>();
    private boolean askingAside;

    private record Late(ConversationId conversation, UserId from, UserId peer, long seq) {}

    /// @param patience how long someone who is here may take to acknowledge
    /// @param counted told of each conversation that counts as missed
    /// @param concealed whether the first isn't to be shown to the second, who is a stranger
    public MissedWatch(
            FanOut fanOut,
            Hub hub,
            PublicIds ids,
            InstantSource clock,
            Duration patience,
            Runnable counted,
            BiPredicate<UserId, UserId> concealed) {
        this.hub = hub;
        this.ids = ids;
        this.out = fanOut::give;
        this.counted = counted;
        this.concealed = concealed;
        this.clock = clock;
        this.patience = patience;
    }

    @FunctionalInterface
    private interface Taker {
        void take(Message message, UserId peer);
    }

    private static void direct(CommittedBatch batch, Taker taker) {
        for (Committed committed : batch.entries()) {
            if (committed.entry() instanceof Message message
                    && committed.head().kind() == Kind.DIRECT) {
                var pair = Objects.requireNonNull(committed.head().direct()).pair();
                if (!pair.isWithSelf()) {
                    taker.take(message, pair.peerOf(message.from()));
                }
            }
        }
    }

    /// Expects acknowledgements of what is told next. Called by the fan-out thread.
    public void expect(CommittedBatch batch) {
        long due = clock.millis() + patience.toMillis();
        var early = new ArrayList<Late>();
        synchronized (waiting) {
            direct(
                    batch,
                    (message, peer) -> {
                        // who writes has received what came before
                        reached(message.conversation(), message.from(), message.seq());
                        if (hub.isHere(peer)) {
                            expect(message, peer, due);
                        }
                    });
            while (waiting.size() > MAX) {
                early.add(takeFirst());
            }
        }
        var told = new Deliveries();
        early.forEach(late -> missed(late, told));
        told.unhurried(); // whoever has so many waiting is in no hurry for a few
        give(told);
    }

    private void expect(Message message, UserId peer, long due) {
        int known = waiting.find(message.conversation(), peer);
        if (known == AwaitedTable.NONE) {
            waiting.put(message.conversation(), peer, message.from(), due, message.seq());
        } else {
            waiting.lastSeq(known, message.seq());
        }
    }

    /// Tells of what was told to nobody. Called by the fan-out thread, afterwards.
    public void told(CommittedBatch batch) {
        var told = new Deliveries();
        direct(
                batch,
                (message, peer) -> {
                    if (!hub.isHere(peer)) {
                        missed(
                                new Late(
                                        message.conversation(),
                                        message.from(),
                                        peer,
                                        message.seq()),
                                told);
                    }
                });
        give(told);
    }

    /// A member got further. Any thread.
    public void moved(Head head, UserId user, Marks marks) {
        if (head.kind() == Kind.DIRECT) {
            synchronized (waiting) {
                reached(head.id(), user, marks.received());
            }
        }
    }

    private void reached(ConversationId conversation, UserId user, long received) {
        int known = waiting.find(conversation, user);
        if (known == AwaitedTable.NONE) {
            return;
        }
        var from = waiting.from(known);
        long lastSeq = waiting.lastSeq(known);
        waiting.remove(known);
        if (received < lastSeq) { // the rest came later, and has its time from now
            waiting.put(conversation, user, from, clock.millis() + patience.toMillis(), lastSeq);
        }
    }

    /// Looks at those whose time is over; called several times a second.
    public void tick() {
        long now = clock.millis();
        List<Late> due = new ArrayList<>();
        synchronized (waiting) {
            // in the order in which they were put, so also in that of their time
            while (waiting.size() > 0 && waiting.dueMs(waiting.first()) <= now) {
                due.add(takeFirst());
            }
        }
        var told = new Deliveries();
        due.forEach(late -> missed(late, told));
        give(told);
    }

    private Late takeFirst() {
        int first = waiting.first();
        var late =
                new Late(
                        waiting.conversation(first),
                        waiting.from(first),
                        waiting.user(first),
                        waiting.lastSeq(first));
        waiting.remove(first);
        return late;
    }

    private void missed(Late late, Deliveries told) {
        counted.run();
        if (hub.isHere(late.from()) && Blocking.isNeededFor(() -> tell(late, told))) {
            askAside(late);
        }
    }

    private void askAside(Late late) {
        synchronized (aside) {
            if (aside.size() >= ASIDE_MAX) {
                return;
            }
            aside.add(late);
            if (askingAside) {
                return;
            }
            askingAside = true;
        }
        Thread.ofVirtual().name("missed").start(this::tellAside);
    }

    private void tellAside() {
        for (var late = nextAside(); late != null; late = nextAside()) {
            try {
                var told = new Deliveries();
                tell(late, told);
                give(told);
            } catch (RuntimeException e) {
                LOG.debug("a missed message was not told of", e);
            }
        }
    }

    private @Nullable Late nextAside() {
        synchronized (aside) {
            var next = aside.poll();
            askingAside = next != null;
            return next;
        }
    }

    private void tell(Late late, Deliveries told) {
        if (concealed.test(late.peer(), late.from())) {
            return;
        }
        var event =
                new Outgoing(
                        new Event.Missed(
                                ids.text(late.conversation()), ids.text(late.peer()), late.seq()));
        for (var receiver : hub.of(late.from())) {
            told.passing(receiver, event);
        }
    }

    private void give(Deliveries told) {
        if (told.size() >= MANY) {
            told.unhurried();
        }
        if (told.size() > 0) {
            out.accept(told);
        }
    }
}
