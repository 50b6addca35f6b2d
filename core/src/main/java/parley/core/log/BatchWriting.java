package parley.core.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.core.RefusalCode;
import parley.core.conversation.Head;
import parley.core.conversation.Head.Progress;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.CommittedBatch.Committed;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.log.LogTransaction.KeyOf;
import parley.core.log.LogTransaction.NewMessage;
import parley.core.log.Pending.PendingAmendment;
import parley.core.log.Pending.PendingMessage;
import parley.core.message.MessageDraft;
import parley.core.message.MessageDraft.Target;
import parley.core.message.SendOutcome;
import parley.core.receipt.MarkBook;
import parley.core.receipt.Marks;

/// One batch while it is written: numbers what comes, in order, on the heads as this transaction
/// sees them, and gathers rows to be written in bulk.
final class BatchWriting {
    private final LogTransaction tx;
    private final BatchHeads heads;
    private final BiPredicate<UserId, UserId> blocked;
    private final Sequel sequel;
    private final Pace pace;
    private final SenderStanding standing;
    private final Map<KeyOf, KeptKey> keys = new HashMap<>();
    private final List<NewMessage> messages = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Committed> committed = new ArrayList<>();
    private final List<Runnable> outcomes = new ArrayList<>();
    private final List<Pending> skipped = new ArrayList<>();
    private final Map<MarkBook.Of, Marks> skippedMarks = new HashMap<>();
    private final Map<MarkBook.Of, Marks> senderMarks = new HashMap<>();
    private boolean touches;

    /// Another node made the conversation of two people between this batch's look-up and its
    /// insert.
    static final class PairTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        PairTaken() {
            super("a pair's conversation was made by another node", null, false, false);
        }
    }

    BatchWriting(
            LogTransaction tx,
            LongSupplier numbers,
            BiPredicate<UserId, UserId> blocked,
            Sequel sequel) {
        this.tx = tx;
        this.heads = new BatchHeads(tx, numbers);
        this.blocked = blocked;
        this.sequel = sequel;
        this.pace = new Pace(tx);
        this.standing = new SenderStanding(tx);
    }

    void write(List<Pending> entries, Map<MarkBook.Of, Marks> marks, boolean wait) {
        load(entries, marks, wait);
        for (var entry : entries) {
            switch (entry) {
                case PendingMessage message -> append(message);
                case PendingAmendment<?> amendment -> amend(amendment);
                case Pending.PendingFlush flush -> {} // its marks are in this batch
            }
        }
        marks.forEach(this::mark);
        writeRows();
        var touched = heads.touched();
        touches = !touched.isEmpty();
        if (touches) {
            tx.insertBatch(touched);
        }
    }

    private void load(List<Pending> entries, Map<MarkBook.Of, Marks> marks, boolean wait) {
        var ids = new HashSet<ConversationId>();
        var pairs = new HashSet<Pair>();
        for (var entry : entries) {
            if (entry instanceof PendingMessage message) {
                switch (message.draft().target()) {
                    case Target.Into into -> ids.add(into.conversation());
                    case Target.Between between -> pairs.add(between.pair());
                }
            }
        }
        marks.keySet().forEach(of -> ids.add(of.conversation()));
        heads.load(ids, pairs, wait);
        loadKeys(entries);
    }

    private void loadKeys(List<Pending> entries) {
        var wanted = new HashSet<KeyOf>();
        for (var entry : entries) {
            if (entry instanceof PendingMessage message) {
                var draft = message.draft();
                var id = heads.idOf(draft.target());
                if (id != null) {
                    addKey(wanted, id, draft.from(), draft.conditions().key());
                    addKey(wanted, id, draft.from(), draft.conditions().after());
                }
            }
        }
        if (!wanted.isEmpty()) {
            keys.putAll(tx.keys(wanted));
        }
    }

    private static void addKey(
            Set<KeyOf> wanted, ConversationId id, UserId from, @Nullable String key) {
        if (key != null) {
            wanted.add(new KeyOf(id, from, key));
        }
    }

    private void append(PendingMessage pending) {
        var draft = pending.draft();
        var id = heads.idOf(draft.target());
        if (id != null && heads.isBusy(id)) {
            skipped.add(pending);
            return;
        }
        var head = id == null ? null : heads.find(id);
        var answer = answerWithoutStoring(pending, head);
        if (answer != null) {
            outcomes.add(() -> pending.outcome().complete(answer));
            return;
        }
        if (head == null) {
            head = heads.createDirect(((Target.Between) draft.target()).pair(), tx.now());
        }
        store(pending, head);
    }

    /// What a draft is answered if it isn't to be stored: it is known already, or something forbids
    /// it.
    private @Nullable SendOutcome answerWithoutStoring(
            PendingMessage pending, @Nullable Head head) {
        var draft = pending.draft();
        if (head == null && draft.target() instanceof Target.Into) {
            return refused(
                    RefusalCode.NOT_FOUND, "There is no such conversation, or you are not in it.");
        }
        var conditions = draft.conditions();
        if (head != null && conditions.key() != null) {
            var kept = keys.get(new KeyOf(head.id(), draft.from(), conditions.key()));
            if (kept != null) {
                // of an erased message no print is left, so nothing can be said against it
                return kept.print() == pending.print() || kept.print() == KeptKey.ERASED
                        ? new SendOutcome.Stored(head.id(), kept.seq(), kept.rev(), kept.at(), true)
                        : refused(
                                RefusalCode.KEY_CONFLICT, "This key was used for another message.");
            }
        }
        if (!permissionStands(draft, head)) {
            return draft.target() instanceof Target.Into
                    ? new SendOutcome.Outdated()
                    : refused(RefusalCode.BLOCKED, "You can't write to each other.");
        }
        if (conditions.after() != null
                && (head == null
                        || !keys.containsKey(
                                new KeyOf(head.id(), draft.from(), conditions.after())))) {
            return refused(RefusalCode.OUT_OF_ORDER, "The message before this one isn't there.");
        }
        if (conditions.ifRev() >= 0 && conditions.ifRev() != (head == null ? 0 : head.lastRev())) {
            return refused(RefusalCode.CONFLICT, "The conversation went on.");
        }
        var details = draft.content().details();
        long lastSeq = head == null ? 0 : head.lastSeq();
        if (details.replyTo() > lastSeq || details.thread() > lastSeq) {
            var field = details.replyTo() > lastSeq ? "replyTo" : "thread";
            return badRequest(field, "There is no such message to answer.");
        }
        if (head != null
                && details.thread() > 0
                && ThreadRoots.isInThread(tx, messages, head.id(), details.thread())) {
            return badRequest("thread", "That message is in a thread itself.");
        }
        var poll = details.poll();
        if (poll != null && poll.isOver(tx.now())) {
            return badRequest("poll", "A poll closes at a time to come.");
        }
        return head == null
                ? null
                : pace.tooSoon(draft, head.id(), later(head.progress().lastAt()));
    }

    private boolean permissionStands(MessageDraft draft, @Nullable Head head) {
        return switch (draft.target()) {
            case Target.Into into ->
                    head != null
                            && (into.memberRev() == head.memberRev()
                                    || standing.stillAllows(draft, into, head));
            case Target.Between between -> !blocked.test(between.pair().a(), between.pair().b());
        };
    }

    private static SendOutcome refused(RefusalCode code, String message) {
        return new SendOutcome.Refused(code, message);
    }

    private static SendOutcome badRequest(String field, String message) {
        return new SendOutcome.Refused(RefusalCode.BAD_REQUEST, message, null, field);
    }

    private void store(PendingMessage pending, Head head) {
        var draft = pending.draft();
        var progress = head.progress();
        long seq = progress.lastSeq() + 1;
        long rev = progress.lastRev() + 1;
        var at = later(progress.lastAt());
        var key = draft.conditions().key();
        var content =
                head.settings()
                        .rules()
                        .expiresIn()
                        .map(draft.content()::goneAfter)
                        .orElse(draft.content());
        var message =
                new Message(head.id(), seq, rev, tx.position(), draft.from(), at, key, content);
        // a group keeps marks beside its head, so its sender isn't yet known to have read this one
        boolean odd = head.kind() != Kind.DIRECT || content.isCounted();
        long lastOdd = odd ? seq : progress.lastOdd();
        // what is sent by itself says nothing of what its sender has read
        boolean reads = !draft.content().details().scheduled();
        var written = head.with(new Progress(seq, rev, at, at, lastOdd));
        var next = reads ? written.with(draft.from(), Marks.readTo(seq)) : written;
        heads.put(next);
        if (reads && next.kind() != Kind.DIRECT) {
            senderMarks.merge(
                    new MarkBook.Of(next.id(), draft.from()), Marks.readTo(seq), Marks::max);
        }
        messages.add(new NewMessage(message, draft.device(), pending.print()));
        pace.sent(draft, head.id(), at);
        if (key != null) {
            keys.put(
                    new KeyOf(head.id(), draft.from(), key),
                    new KeptKey(seq, rev, at, pending.print()));
        }
        committed.add(new Committed(message, heads.current(next.id()), draft.origin()));
        outcomes.add(() ->
                pending.outcome().complete(new SendOutcome.Stored(next.id(), seq, rev, at, false)));
        var rule = sequel.of(message);
        if (rule != null) {
            follow(rule);
        }
    }

    private void follow(MessageLog.Amendment<Runnable> rule) {
        var amendment = new PendingAmendment<>(rule, null);
        amendment.outcome().thenAccept(Runnable::run);
        amend(amendment);
    }

    // Times within a conversation never go back, whatever the clock does.
    private Instant later(Instant last) {
        return tx.now().isAfter(last) ? tx.now() : last;
    }

    private void amend(PendingAmendment<?> amendment) {
        writeRows(); // the rule reads rows, so what came before it must be there
        var kept = heads.copy();
        int committedBefore = committed.size();
        try {
            tx.undoable(() -> {
                amendment.apply(new Scope(tx, heads, appender(amendment.origin())));
                writeRows();
                return true;
            });
            outcomes.add(amendment::settle);
        } catch (PairTaken | StoreUnavailable e) {
            throw e; // of all that this batch wrote nothing stands
        } catch (BatchHeads.Busy e) {
            undo(kept, committedBefore);
            skipped.add(amendment);
        } catch (RuntimeException e) {
            undo(kept, committedBefore);
            amendment.failed(e);
            outcomes.add(amendment::settle);
        }
    }

    // The connection that waits is answered with the first change that its rule makes.
    private Scope.Appender appender(@Nullable Origin origin) {
        int before = committed.size();
        return (id, from, body) -> add(id, from, body, committed.size() == before ? origin : null);
    }

    private void undo(BatchHeads.Copy kept, int committedBefore) {
        heads.restore(kept);
        committed.subList(committedBefore, committed.size()).clear();
        changes.clear();
    }

    private Change add(ConversationId id, UserId from, ChangeBody body, @Nullable Origin origin) {
        var head = heads.find(id);
        if (head == null) {
            throw new IllegalStateException("a change in a conversation that doesn't exist");
        }
        long rev = head.lastRev() + (body.isPassing() ? 0 : 1);
        var at = later(head.progress().lastAt());
        var change = new Change(id, rev, tx.position(), from, at, body);
        heads.put(NextHead.after(head, change));
        if (!body.isPassing()) {
            changes.add(change);
        }
        committed.add(new Committed(change, heads.current(id), origin));
        return change;
    }

    private void mark(MarkBook.Of of, Marks given) {
        if (heads.isBusy(of.conversation())) {
            skippedMarks.put(of, given);
            return;
        }
        var head = heads.find(of.conversation());
        if (head == null) {
            return;
        }
        var marks = given.clampedTo(head.lastSeq());
        if (head.kind() == Kind.DIRECT) {
            heads.put(head.with(of.user(), marks));
        } else {
            tx.rows().putMarks(of.conversation(), of.user(), marks);
            if (head.kind() != Kind.CHANNEL && head.members() <= RECEIPT_MEMBERS) {
                heads.put(head); // touched: the others are shown these marks, so their sync must
                // bring them
            }
        }
    }

    /// In conversations with more members marks are not shown to everyone (PROTOCOL.md,
    /// `limits.receiptMembers`).
    static final int RECEIPT_MEMBERS = 50;

    private void writeRows() {
        heads.write();
        if (!messages.isEmpty()) {
            tx.insertMessages(messages);
            messages.clear();
        }
        if (!changes.isEmpty()) {
            tx.insertChanges(changes);
            changes.clear();
        }
    }

    Position position() {
        return tx.position();
    }

    boolean touchesConversations() {
        return touches;
    }

    Collection<Head> heads() {
        return heads.all();
    }

    List<Committed> committed() {
        return committed;
    }

    List<Runnable> outcomes() {
        return outcomes;
    }

    List<Pending> skipped() {
        return skipped;
    }

    Map<MarkBook.Of, Marks> skippedMarks() {
        return skippedMarks;
    }

    Map<MarkBook.Of, Marks> senderMarks() {
        return senderMarks;
    }
}
