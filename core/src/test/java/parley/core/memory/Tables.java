package parley.core.memory;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.core.account.Device;
import parley.core.account.KeptAnswer;
import parley.core.account.RefreshToken;
import parley.core.contact.Contact;
import parley.core.conversation.Ban;
import parley.core.conversation.GroupRows.Ended;
import parley.core.conversation.Head;
import parley.core.conversation.Invitation;
import parley.core.conversation.JoinRequest;
import parley.core.conversation.Membership;
import parley.core.conversation.Pair;
import parley.core.draft.Draft;
import parley.core.erasure.Erasure;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.LogEntry;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.log.LogTransaction.KeyOf;
import parley.core.log.StoredMessages.KeptEdit;
import parley.core.message.Opinion;
import parley.core.message.SeqRange;
import parley.core.receipt.Marks;
import parley.core.report.Report;
import parley.core.schedule.Scheduled;
import parley.core.user.User;

/// All rows, and the one lock under which they are read and written: a reader waits while a batch
/// is written, so it sees none half.
final class Tables {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    final Table<ConversationId, Head> heads = table(comparing(id -> id));
    final Table<Pair, ConversationId> directs = table(comparing(Pair::a).thenComparing(Pair::b));
    final Table<Of, Membership> memberships = table(Of.ORDER);
    final Table<Of, Marks> marks = table(Of.ORDER);
    final Table<Rev, LogEntry> entries = table(Rev.ORDER);
    final Table<KeyOf, KeptKey> keys =
            table(
                    comparing(KeyOf::conversation)
                            .thenComparing(KeyOf::from)
                            .thenComparing(KeyOf::key));
    final Table<UserId, User> users = table(comparing(id -> id));
    final Table<String, Reservation> reservations = table(comparing(name -> name));
    final Table<UserId, String> passwords = table(comparing(id -> id));
    final Table<DeviceId, Device> devices = table(comparingLong(DeviceId::bits));
    final Table<String, RefreshToken> tokens = table(comparing(hash -> hash));
    final Table<Acquaintance, Contact> contacts =
            table(comparing(Acquaintance::user).thenComparing(Acquaintance::peer));
    final Table<AnswerKey, KeptAnswer> answers =
            table(comparing(AnswerKey::user).thenComparing(AnswerKey::key));

    final Table<KeyOf, KeptEdit> edits =
            table(
                    comparing(KeyOf::conversation)
                            .thenComparing(KeyOf::from)
                            .thenComparing(KeyOf::key));
    final Table<Given, Opinion> opinions =
            table(
                    comparing(Given::conversation)
                            .thenComparingLong(Given::seq)
                            .thenComparing(Given::user));
    final Table<Seq, Seq> pins = table(comparing(Seq::conversation).thenComparingLong(Seq::seq));
    final Table<Of, List<SeqRange>> hidden = table(Of.ORDER);

    final Table<Of, Ban> bans = table(Of.ORDER);
    final Table<Of, JoinRequest> requests = table(Of.ORDER);
    final Table<String, Invitation> invitations = table(comparing(code -> code));
    final Table<Of, Instant> paces = table(Of.ORDER);
    final Table<ConversationId, Ended> ended = table(comparing(id -> id));
    final Table<UserId, Erasure> erasures = table(comparing(id -> id));
    final Table<Long, Report> reports = table(comparing(id -> id));
    final Table<Scheduled.Of, Scheduled> scheduled =
            table(
                    comparing(Scheduled.Of::user)
                            .thenComparing(Scheduled.Of::conversation)
                            .thenComparing(Scheduled.Of::key));

    final Table<Draft.Of, Draft> drafts =
            table(comparing(Draft.Of::user).thenComparing(Draft.Of::conversation));

    /// A message.
    record Seq(ConversationId conversation, long seq) {}

    /// What a user gave a message.
    record Given(ConversationId conversation, long seq, UserId user) {
        boolean is(ConversationId of, long which) {
            return conversation.equals(of) && seq == which;
        }
    }

    /// A user in a conversation.
    record Of(ConversationId conversation, UserId user) {
        static final Comparator<Of> ORDER = comparing(Of::conversation).thenComparing(Of::user);
    }

    /// A user and another.
    record Acquaintance(UserId user, UserId peer) {}

    record Rev(ConversationId conversation, long rev) {
        static final Comparator<Rev> ORDER =
                comparing(Rev::conversation).thenComparingLong(Rev::rev);
    }

    record AnswerKey(UserId user, String key) {}

    record Reservation(UserId user, Instant until) {}

    private <K, V> Table<K, V> table(Comparator<K> order) {
        return new Table<>(order, undo);
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /// Runs a part that nobody else's overlaps.
    <T extends @Nullable Object> T locked(Supplier<T> part) {
        lock.lock();
        try {
            return part.get();
        } finally {
            lock.unlock();
        }
    }

    /// Runs a part that leaves nothing if it throws.
    <T extends @Nullable Object> T undoable(Supplier<T> part) {
        int before = undo.size();
        try {
            return part.get();
        } catch (Throwable e) {
            while (undo.size() > before) {
                undo.pop().run();
            }
            throw e;
        }
    }

    /// Changes made since the last [#keep].
    int changes() {
        return undo.size();
    }

    /// What was changed stays.
    void keep() {
        undo.clear();
    }

    /// A membership, also that of a direct conversation.
    Optional<Membership> membership(ConversationId conversation, UserId user) {
        return memberships.find(new Of(conversation, user));
    }
}
