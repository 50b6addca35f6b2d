package parley.micro;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.GroupKeeper;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.MemberKeeper;
import parley.core.conversation.SettingsPatch;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.CommittedBatch;
import parley.core.log.Origin;
import parley.core.message.MessageDraft;
import parley.core.message.MessageDraft.Target;
import parley.core.receipt.MarkBook;
import parley.core.user.User;
import parley.core.user.UserCache;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.FanOut;
import parley.gateway.hub.Hub;
import parley.gateway.hub.Loops;
import parley.gateway.hub.ReceiptPrivacy;
import parley.gateway.hub.ReplyOrigin;

/// What it costs to tell a batch to those who are here, from the commit to bytes: the senders are
/// given their `ok`, everyone else the event. Fan-out and the event loop both run on the thread
/// that measures, so a time is CPU time, without the way from one thread to another.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
    private static final int GROUP = 1_000;
    private static final int DIRECT = 64;

    private final Drafts drafts = new Drafts();
    private final PublicIds ids = new PublicIds(new byte[PublicIds.KEY_BYTES]);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Seat> seats = new ArrayList<>();
    private final ScratchLog log = new ScratchLog();
    private final FanOut fanOut;
    private final CommittedBatch direct;
    private final CommittedBatch group;

    public FanOutBenchmark() {
        var hub = new Hub();
        for (int i = 1; i <= GROUP; i++) {
            var seat = new Seat(Drafts.person(i), channel.eventLoop());
            seats.add(seat);
            hub.add(seat);
        }
        fanOut = fanOut(hub);
        toPairs();
        direct = toPairs(); // the first message of a pair is told with their names, so the second
        group = toGroup();
        tell(group);
        if (seats.stream().anyMatch(seat -> seat.bytes() == 0)) {
            throw new IllegalStateException("a member was not told");
        }
    }

    private FanOut fanOut(Hub hub) {
        var database = log.database;
        var users = new UserCache(database.users());
        var frames = new EventFrames(ids, users);
        var reader =
                new ConversationReader(
                        database.conversations(), database.messages(), new MarkBook());
        var privacy = new ReceiptPrivacy(users, (one, other) -> false, (head, of, to) -> false);
        return new FanOut(
                hub,
                new Loops(channel.eventLoop(), database.conversations().positions()),
                FanOut.Parts.of(
                        database.conversations(),
                        frames,
                        new ConversationViews(
                                ids,
                                users,
                                frames,
                                reader,
                                privacy,
                                member -> false,
                                (conversation, user) -> Optional.empty())),
                count -> {});
    }

    private CommittedBatch toPairs() {
        var messages = new ArrayList<MessageDraft>();
        for (int i = 0; i < DIRECT; i++) {
            var pair = Drafts.pair(i);
            messages.add(drafts.to(pair, sending(pair.a())));
        }
        return committed(messages);
    }

    private CommittedBatch toGroup() {
        var members = seats.stream().map(Seat::user).toList();
        var owner = members.getFirst();
        var made = new AtomicReference<Head>();
        log.change(changes ->
                made.set(
                        new GroupKeeper(
                                        changes,
                                        new MemberKeeper(
                                                changes,
                                                FanOutBenchmark::user,
                                                (one, other) -> false))
                                .create(
                                        owner,
                                        new GroupKeeper.Plan(
                                                Kind.GROUP,
                                                SettingsPatch.named("Tea", ""),
                                                members))));
        var target = new Target.Into(made.get().id(), made.get().memberRev());
        return committed(List.of(drafts.to(target, owner, sending(owner))));
    }

    private static Optional<User> user(UserId id) {
        var status = new User.Status(User.Standing.ACTIVE, false, false, Instant.EPOCH, null, null);
        return Optional.of(
                new User(
                        id,
                        "someone",
                        "Someone",
                        status,
                        User.Profile.INITIAL,
                        new ConversationId(1)));
    }

    /// The sender's own connection, which is given the `ok`.
    private Origin sending(UserId from) {
        var seat = seats.stream().filter(one -> one.user().equals(from)).findFirst().orElseThrow();
        return new ReplyOrigin(seat, seat::isOpen, "7", ids);
    }

    private CommittedBatch committed(List<MessageDraft> messages) {
        var told = new ArrayList<CommittedBatch>();
        log.write(messages, told::add);
        return told.stream()
                .filter(batch -> batch.entries().size() == messages.size())
                .findFirst()
                .orElseThrow();
    }

    /// A batch of 64 direct messages, each to its receiver and, as the `ok`, to its sender.
    @Benchmark
    public long directMessages() {
        return tell(direct);
    }

    /// A batch of one message, to a group of 1,000 who are all here.
    @Benchmark
    public long groupMessage() {
        return tell(group);
    }

    // what waits is told on this thread, until the end that follows it in the queue
    private long tell(CommittedBatch batch) {
        fanOut.committed(batch);
        fanOut.close();
        fanOut.run();
        channel.runPendingTasks();
        return seats.getFirst().bytes();
    }

    @TearDown
    public void close() {
        channel.close();
        log.close();
    }
}
