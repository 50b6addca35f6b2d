package parley.gateway.hub;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.BatchListener;
import parley.core.log.Change;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.Counted;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.ReaderChanged;
import parley.core.log.CommittedBatch;
import parley.core.log.CommittedBatch.Committed;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.FanOutQueue.Work;
import parley.protocol.Event;
import parley.protocol.Person;

/// Tells each batch to those who are here, in the order of the log: one thread takes batches, finds
/// the members, encodes each event once, and gives every event loop one task a batch. What passes
/// (receipts, typing) goes the same way, so that it sees the same members.
///
/// Bounds: those of [FanOutQueue] and [Handover].
public final class FanOut implements BatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    /// Frames of what passes from which they are given without waiting for more.
    private static final int PASSING_TOGETHER = 4_096;

    private final FanOutQueue queue = new FanOutQueue();
    private final Handover handover = new Handover();
    private final Hub hub;
    private final Loops loops;
    private final Rosters rosters;
    private final Seats seats;
    private final EventFrames frames;
    private final ConversationViews views;
    private final Consumer<Integer> delivered;
    private Consumer<CommittedBatch> before = batch -> {};
    private Consumer<CommittedBatch> after = batch -> {};

    /// @param parts where the members are found, and how things are said
    /// @param delivered told how many frames a batch made
    public FanOut(Hub hub, Loops loops, Parts parts, Consumer<Integer> delivered) {
        this.hub = hub;
        this.loops = loops;
        this.rosters = parts.rosters();
        this.seats = new Seats(hub);
        this.frames = parts.frames();
        this.views = parts.views();
        this.delivered = delivered;
    }

    /// What fan-out says, and to whom.
    public record Parts(Rosters rosters, EventFrames frames, ConversationViews views) {
        public static Parts of(
                ConversationStore store, EventFrames frames, ConversationViews views) {
            return new Parts(new Rosters(store), frames, views);
        }
    }

    @Override
    public void committed(CommittedBatch batch) {
        queue.put(batch);
    }

    /// Has the members of a conversation found, and `telling` called with them on the fan-out
    /// thread. Left out when too much waits, since it is for what passes.
    void passing(Head head, FanOutQueue.Telling telling) {
        queue.add(new FanOutQueue.Passing(head, telling));
    }

    /// Someone comes; [#seat] follows, with their channels as they are read after this.
    void expect(UserId user) {
        queue.put(new Work.Expect(user));
    }

    /// @param channels null if they couldn't be read
    void seat(UserId user, @Nullable List<ConversationId> channels) {
        queue.put(new Work.Seat(user, channels));
    }

    /// Gives what passes to its receivers; left out where the event loops are too far behind.
    void give(Deliveries deliveries) {
        var places = deliveries.loops().stream().map(loops::placeOf).toList();
        if (handover.passing(deliveries, places)) {
            delivered.accept(deliveries.size());
        }
    }

    /// Batches that wait.
    public int waiting() {
        return queue.size();
    }

    /// Ends [#run] when what waits is done.
    public void close() {
        queue.put(new Work.Stop());
    }

    /// The fan-out thread.
    public void run() {
        while (true) {
            try {
                switch (queue.take()) {
                    case Work.Batch(CommittedBatch batch) -> fanOut(batch);
                    case Work.Passings(var passings) -> tellPassings(passings);
                    case Work.Gather gather -> {} // the queue's own
                    case Work.Expect(UserId user) -> seats.expect(user);
                    case Work.Seat(UserId user, var channels) -> seats.seat(user, channels);
                    case Work.Stop stop -> {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) { // without this thread nobody is told anything
                LOG.error("what passes, or comes after a batch, failed", e);
            }
        }
    }

    private Set<UserId> membersNow(Head head) {
        if (head.kind() == Kind.CHANNEL) {
            return seats.of(head.id());
        }
        return head.pair().map(FanOut::both).orElseGet(() -> rosters.now(head.id()));
    }

    private static Set<UserId> both(Pair pair) {
        return pair.isWithSelf() ? Set.of(pair.a()) : Set.of(pair.a(), pair.b());
    }

    private void tellPassings(List<FanOutQueue.Passing> passings) {
        var deliveries = new Deliveries();
        for (var passing : passings) {
            try {
                passing.telling().tell(membersNow(passing.head()), deliveries);
            } catch (RuntimeException e) {
                LOG.error("what passes can't be told", e);
            }
            if (deliveries.size() >= PASSING_TOGETHER) {
                give(deliveries);
                deliveries = new Deliveries();
            }
        }
        give(deliveries);
    }

    private void fanOut(CommittedBatch batch) throws InterruptedException {
        try {
            var event = FanOutEvent.begun();
            before.accept(batch);
            var deliveries = gather(batch);
            handover.batch(deliveries, batch.position(), loops.all());
            event.told(batch.entries().size(), deliveries.size(), waiting());
            delivered.accept(deliveries.size());
            after.accept(batch);
        } finally {
            queue.told(batch);
        }
    }

    /// Who is given what. Finding it may need the database; where that fails, everything begins
    /// again from what the database says, and where it fails for good, everyone here is sent to
    /// catch up by their cursor: no cursor may run ahead of what was told.
    private Deliveries gather(CommittedBatch batch) {
        seats.begin();
        for (int attempt = 1; ; attempt++) {
            var deliveries = new Deliveries();
            try {
                for (var committed : batch.entries()) {
                    tell(committed, deliveries);
                }
                return deliveries;
            } catch (RuntimeException e) {
                rosters.forget();
                seats.undo();
                if (!Attempts.again(attempt, e)) {
                    LOG.error("a batch can't be told; everyone is sent to catch up", e);
                    hub.everyone().forEach(one -> one.loop().execute(one::lost));
                    return new Deliveries();
                }
            }
        }
    }

    /// Has each batch looked at, on the fan-out thread, before and after it is told. Set before
    /// [#run].
    public void around(Consumer<CommittedBatch> first, Consumer<CommittedBatch> then) {
        before = first;
        after = then;
    }

    private void tell(Committed committed, Deliveries deliveries) {
        switch (committed.entry()) {
            case Message message -> tellMessage(message, committed, deliveries);
            case Change change ->
                    tellChange(change, committed.head(), origin(committed), deliveries);
        }
    }

    private void tellMessage(Message message, Committed committed, Deliveries deliveries) {
        var head = committed.head();
        var origin = origin(committed);
        boolean first = head.kind() == Kind.DIRECT && message.rev() == 1;
        var direct = head.direct();
        var named =
                first && direct != null ? frames.people(both(direct.pair())) : List.<Person>of();
        var toOthers = new Outgoing(frames.message(message, false, named));
        var toOwn =
                message.key() == null
                        ? toOthers
                        : new Outgoing(frames.message(message, true, named));
        for (var member : membersBefore(head, message.rev())) {
            var frame = member.equals(message.from()) ? toOwn : toOthers;
            for (var receiver : hub.of(member)) {
                if (origin.isPresent() && origin.get().receiver() == receiver) {
                    deliveries.reply(receiver, origin.get().ok(message));
                } else {
                    deliveries.event(receiver, frame);
                }
            }
        }
        answerAlone(origin, message, deliveries);
    }

    // A connection that isn't live yet, or no longer a member's, is no receiver of the event.
    private void answerAlone(Optional<ReplyOrigin> origin, LogEntry entry, Deliveries deliveries) {
        origin.filter(one -> !hub.receiversOf(entry.from()).contains(one.receiver()))
                .ifPresent(one -> deliveries.reply(one.receiver(), one.ok(entry)));
    }

    private static Optional<ReplyOrigin> origin(Committed committed) {
        return Optional.ofNullable(committed.origin())
                .map(ReplyOrigin.class::cast)
                .filter(ReplyOrigin::stands);
    }

    private Set<UserId> membersBefore(Head head, long rev) {
        var direct = head.direct();
        if (direct != null) {
            return both(direct.pair());
        }
        return head.kind() == Kind.CHANNEL ? seats.of(head.id()) : rosters.before(head.id(), rev);
    }

    private void apply(Head head, MemberChanged member) {
        if (head.kind() == Kind.CHANNEL) {
            seats.apply(head.id(), member);
        } else {
            rosters.apply(head.id(), member);
        }
    }

    private void tellChange(
            Change change, Head head, Optional<ReplyOrigin> origin, Deliveries deliveries) {
        if (change.body().isPassing()) {
            tellPassing(change, head, origin, deliveries);
            return;
        }
        var event = Copies.of(change, frames);
        if (head.kind() == Kind.ACCOUNT) {
            tellAll(both(head.pair().orElseThrow()), event, change, origin, deliveries);
            return;
        }
        var members = membersBefore(head, change.rev());
        change.body()
                .member()
                .filter(MemberChanged::beginsMembership)
                .filter(member -> !members.contains(member.user()))
                .ifPresent(member ->
                        welcome(member, change, head, List.of(event.toOthers()), deliveries));
        if (head.isVeiled(change.body().target())) {
            tellThoseWhoSee(members, event, change, origin, deliveries);
        } else {
            tellAll(members, event, change, origin, deliveries);
        }
        change.body().member().ifPresent(member -> apply(head, member));
        if (change.body() instanceof ConversationChanged changed && changed.deleted()) {
            rosters.close(head.id());
            seats.close(head.id());
        }
    }

    // What makes no rev: that a reader of a channel came or went is for their own devices alone;
    // what is counted is for all, once in a while.
    private void tellPassing(
            Change change, Head head, Optional<ReplyOrigin> origin, Deliveries deliveries) {
        switch (change.body()) {
            case ReaderChanged reader -> {
                var member = reader.asMember();
                if (member.beginsMembership() && !seats.of(head.id()).contains(member.user())) {
                    welcome(member, change, head, List.of(), deliveries);
                } else if (member.endsMembership()) {
                    farewell(member.user(), head, deliveries);
                }
                apply(head, member);
            }
            case Counted counted -> {} // gathered by CountsBroadcast
            default -> throw new IllegalStateException("it has a rev");
        }
        origin.ifPresent(one -> deliveries.reply(one.receiver(), one.ok(change)));
    }

    private void farewell(UserId user, Head head, Deliveries deliveries) {
        var receivers = hub.of(user);
        if (receivers.length > 0) {
            views.left(head.id(), user)
                    .map(view ->
                            new Outgoing(new Event.Sync(view, List.of(), true, false, List.of())))
                    .ifPresent(
                            sync -> List.of(receivers).forEach(one -> deliveries.event(one, sync)));
        }
    }

    private void tellAll(
            Set<UserId> members,
            Copies event,
            Change change,
            Optional<ReplyOrigin> origin,
            Deliveries deliveries) {
        for (var member : members) {
            tell(hub.of(member), event.to(member), change, origin, deliveries);
        }
        answerAlone(origin, change, deliveries);
    }

    private static void tell(
            Receiver[] receivers,
            Outgoing event,
            Change change,
            Optional<ReplyOrigin> origin,
            Deliveries deliveries) {
        for (var receiver : receivers) {
            if (origin.isPresent() && origin.get().receiver() == receiver) {
                deliveries.reply(receiver, origin.get().ok(change));
            } else {
                deliveries.event(receiver, event);
            }
        }
    }

    // What changes a message from before someone's time is to them a rev with nothing in it.
    private void tellThoseWhoSee(
            Set<UserId> members,
            Copies event,
            Change change,
            Optional<ReplyOrigin> origin,
            Deliveries deliveries) {
        var nothing = new Outgoing(frames.nothing(change));
        for (var member : members) {
            var receivers = hub.of(member);
            if (receivers.length > 0) {
                boolean sees =
                        change.body().target() >= views.visibleFrom(change.conversation(), member);
                tell(receivers, sees ? event.to(member) : nothing, change, origin, deliveries);
            }
        }
        answerAlone(origin, change, deliveries);
    }

    /// Who is made a member is first told of the conversation as it was just before.
    private void welcome(
            MemberChanged member,
            Change change,
            Head head,
            List<Outgoing> events,
            Deliveries deliveries) {
        var receivers = hub.of(member.user());
        if (receivers.length == 0) {
            return;
        }
        var view = views.justBefore(head, member.user(), member.role());
        var named = EventFrames.named(List.of(change));
        named.addAll(views.whoseReceipts(view));
        var users = frames.people(named);
        var sync = new Outgoing(new Event.Sync(view, List.of(), true, false, users));
        for (var receiver : receivers) {
            deliveries.event(receiver, sync);
            events.forEach(event -> deliveries.event(receiver, event));
        }
    }
}
