package parley.core.log;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import parley.core.Stores;
import parley.core.contact.BlockCache;
import parley.core.contact.Blocks;
import parley.core.contact.Contacts;
import parley.core.conversation.Authority;
import parley.core.conversation.BanKeeper;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.GroupKeeper;
import parley.core.conversation.Head;
import parley.core.conversation.HeadCache;
import parley.core.conversation.InvitationKeeper;
import parley.core.conversation.JoinKeeper;
import parley.core.conversation.Kind;
import parley.core.conversation.MemberKeeper;
import parley.core.conversation.MembershipCache;
import parley.core.conversation.Pair;
import parley.core.conversation.PreferenceKeeper;
import parley.core.conversation.Requests;
import parley.core.conversation.SettingsPatch;
import parley.core.conversation.Withdrawal;
import parley.core.draft.DraftBook;
import parley.core.draft.Drafts;
import parley.core.erasure.AccountEraser;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.memory.InMemoryDatabase;
import parley.core.message.Fingerprints;
import parley.core.message.HistoryReader;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageEditor;
import parley.core.message.MessageEraser;
import parley.core.message.MessageForwarder;
import parley.core.message.MessageSender;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;
import parley.core.message.Poll;
import parley.core.message.PollKeeper;
import parley.core.message.ReactionKeeper;
import parley.core.message.SendOutcome;
import parley.core.receipt.MarkBook;
import parley.core.receipt.ReceiptTracker;
import parley.core.report.ReportDesk;
import parley.core.report.Reporter;
import parley.core.schedule.DueSender;
import parley.core.schedule.Scheduler;
import parley.core.sync.SyncReader;
import parley.core.user.User;

/// The log as a node has it, with its writer running, on a database in memory.
public final class LogWorld implements AutoCloseable {
    public static final DeviceId DEVICE = new DeviceId(7);

    public final Stores database;
    public final LaneWriter log;
    public final MarkBook marks = new MarkBook();
    public final HeadCache heads;
    public final MessageSender sender;
    public final MessageForwarder forwarder;
    public final GroupKeeper groups;
    public final MemberKeeper members;
    public final BanKeeper bans;
    public final JoinKeeper joins;
    public final InvitationKeeper invitations;
    public final ReceiptTracker tracker;
    public final ConversationReader reader;
    public final HistoryReader history;
    public final SyncReader sync;
    public final Blocks blocks;
    public final MessageEditor editor;
    public final MessageEraser eraser;
    public final ReactionKeeper reactions;
    public final PollKeeper polls;
    public final Requests requests;
    public final Contacts contacts;
    public final PreferenceKeeper preferences;
    public final Reporter reporter;
    public final ReportDesk desk;
    public final AccountEraser accountEraser;
    public final Scheduler scheduler;
    public final DueSender due;
    public final Drafts drafts;

    /// What was told of, in order.
    public final List<CommittedBatch> told = new CopyOnWriteArrayList<>();

    private final ConcurrentHashMap<UserId, User> users = new ConcurrentHashMap<>();
    private final Thread writer;
    private volatile BatchListener listener = told::add;

    public LogWorld() {
        this(Clock.systemUTC(), store -> store);
    }

    /// @param through what stands between the writer and the database
    public LogWorld(Clock clock, UnaryOperator<LogStore> through) {
        this(new InMemoryDatabase(clock), through);
    }

    /// On another database.
    public LogWorld(Stores stores) {
        this(stores, store -> store);
    }

    private LogWorld(Stores stores, UnaryOperator<LogStore> through) {
        database = stores;
        heads = new HeadCache(database.conversations(), 10_000);
        var known = new MembershipCache(database.conversations(), heads, 10_000);
        var blockCache = new BlockCache(database.contacts());
        var book = DraftBook.of(database.drafts());
        log =
                new LaneWriter(
                        through.apply(database.log()),
                        new LaneWriter.Parts(
                                heads,
                                marks,
                                new Fingerprints(new byte[32]),
                                blockCache::blocked,
                                batch -> {
                                    known.forgetReaders(batch);
                                    listener.committed(batch);
                                },
                                (entries, took) -> {},
                                Drafts.clearing(book)));
        this.members = new MemberKeeper(log, this::user, blockCache::blocked);
        groups = new GroupKeeper(log, this.members);
        requests =
                new Requests(
                        log,
                        database.conversations(),
                        database.messages(),
                        database.contacts(),
                        this::user);
        contacts = new Contacts(log, database.contacts(), requests::forget);
        preferences = new PreferenceKeeper(log, requests);
        sender = new MessageSender(log, known, this::user, blockCache::blocked, requests);
        tracker =
                new ReceiptTracker(
                        known, database.conversations(), marks, (head, user, marked, aside) -> {});
        reader = new ConversationReader(database.conversations(), database.messages(), marks);
        bans = new BanKeeper(log, database.groups(), reader, this::user);
        joins = new JoinKeeper(log, database.groups(), reader);
        invitations =
                new InvitationKeeper(
                        log,
                        database.groups(),
                        reader,
                        heads,
                        new InvitationKeeper.Chance(new SecureRandom(), Clock.systemUTC()));
        history = new HistoryReader(reader, database.messages(), Clock.systemUTC());
        forwarder = new MessageForwarder(sender, history, this::user, Clock.systemUTC());
        sync = new SyncReader(database.conversations(), reader, history, database.messages());
        var authority = new Authority(known, blockCache::blocked, requests::turnsAway);
        editor =
                new MessageEditor(
                        log,
                        authority,
                        new Fingerprints(new byte[32]),
                        MessageEditor.Policy.DEFAULT);
        eraser = new MessageEraser(log);
        reactions = new ReactionKeeper(log, authority);
        polls = new PollKeeper(log, authority);
        reporter = new Reporter(log, history, this::user, new Random()::nextLong);
        desk = new ReportDesk(log, database.reports());
        accountEraser =
                new AccountEraser(
                        log,
                        database.erasures(),
                        contacts,
                        new Withdrawal(log, database.conversations(), joins));
        scheduler = new Scheduler(log, authority, database.scheduled());
        due = new DueSender(log, sender, database.scheduled(), Clock.systemUTC());
        drafts = new Drafts(log, database.drafts(), book);
        blocks = new Blocks(log, database.contacts(), blockCache);
        writer = Thread.ofPlatform().name("writer").start(log::run);
    }

    public void listener(BatchListener next) {
        listener = next;
    }

    private Optional<User> user(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    /// Lets people who are strangers to this user write to them so.
    public void setStrangers(UserId id, User.Strangers strangers) {
        users.computeIfPresent(
                id,
                (same, user) -> {
                    var old = user.profile();
                    return user.with(
                            new User.Profile(
                                    old.biography(),
                                    old.phone(),
                                    old.email(),
                                    old.presence(),
                                    old.receipts(),
                                    strangers));
                });
    }

    /// Locks someone out, as who deletes their account is.
    public void disable(UserId id) {
        users.computeIfPresent(
                id, (same, user) -> user.with(user.status().with(User.Standing.DISABLED)));
    }

    public UserId person(String username) {
        var user =
                log.<User>amend(scope -> {
                    var id = new UserId(username.hashCode() * 31L + System.nanoTime());
                    var status =
                            new User.Status(
                                    User.Standing.ACTIVE, false, false, scope.now(), null, null);
                    var made =
                            new User(
                                    id,
                                    username,
                                    username,
                                    status,
                                    User.Profile.INITIAL,
                                    scope.createAccount(id).id());
                    scope.rows().put(made);
                    return made;
                });
        users.put(user.id(), user);
        return user.id();
    }

    public List<UserId> people(int count) {
        var people = new ArrayList<UserId>();
        for (int i = 0; i < count; i++) {
            people.add(person("person" + i + "-" + Long.toString(System.nanoTime(), 36)));
        }
        return people;
    }

    public ConversationId account(UserId user) {
        return user(user).orElseThrow().account();
    }

    public ConversationId group(boolean historyJoined, UserId owner, UserId... members) {
        return group(Kind.GROUP, historyJoined, owner, members);
    }

    public ConversationId group(Kind kind, boolean historyJoined, UserId owner, UserId... others) {
        var settings = new SettingsPatch("Tea", null, historyJoined, null, null, null, null);
        return groups.create(owner, new GroupKeeper.Plan(kind, settings, List.of(others))).id();
    }

    public ConversationId direct(UserId one, UserId other) {
        return log.<Head>amend(scope -> scope.createDirect(Pair.of(one, other))).id();
    }

    public CompletableFuture<SendOutcome> sending(
            UserId from, Address to, String text, Conditions conditions) {
        return sender.send(
                new Sender(from, DEVICE),
                new Request(to, MessageContent.plain(text), conditions, null));
    }

    public SendOutcome send(UserId from, ConversationId to, String text, @Nullable String key) {
        var conditions = key == null ? Conditions.NONE : Conditions.ofKey(key);
        return outcome(sending(from, new Address.ToConversation(to), text, conditions));
    }

    /// Has someone ask whether it shall be tea, coffee or nothing.
    public SendOutcome poll(UserId from, ConversationId to, Poll poll) {
        var details = MessageContent.Details.NONE.asking(poll);
        var content = new MessageContent("What shall it be?", MessageContent.PLAIN, details);
        return outcome(
                sender.send(
                        new Sender(from, DEVICE),
                        new Request(
                                new Address.ToConversation(to), content, Conditions.NONE, null)));
    }

    public static SendOutcome outcome(CompletableFuture<SendOutcome> sending) {
        return sending.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /// The whole log of a conversation.
    public List<LogEntry> entries(ConversationId conversation) {
        return database.messages().entriesAfter(conversation, 0, 1_000_000);
    }

    @Override
    public void close() {
        log.close();
        try {
            if (!writer.join(Duration.ofSeconds(20))) {
                throw new AssertionError("the writer doesn't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
