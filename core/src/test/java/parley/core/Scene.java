package parley.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Membership;
import parley.core.conversation.Membership.State;
import parley.core.conversation.Pair;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.LogTransaction;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.log.LogTransaction.KeyOf;
import parley.core.log.LogTransaction.NewMessage;
import parley.core.log.LogTransaction.Touched;
import parley.core.log.Message;
import parley.core.log.Position;
import parley.core.log.StateRows;
import parley.core.message.MessageContent;
import parley.core.receipt.Marks;

/// People doing things, each in a batch of its own unless one is given, written as the lane's
/// writer would. Its people are new, so that contracts can share a database.
public final class Scene {
    public static final DeviceId DEVICE = new DeviceId(7);

    private final Stores stores;
    private final Random random = new Random();

    public Scene(Stores stores) {
        this.stores = stores;
    }

    public UserId person() {
        return new UserId(random.nextLong());
    }

    public <T> T write(Function<LogTransaction, T> batch) {
        return stores.log().write(batch);
    }

    public void rows(Consumer<StateRows> part) {
        write(tx -> {
            part.accept(tx.rows());
            tx.insertBatch(List.of());
            return true;
        });
    }

    public ConversationId next() {
        return new ConversationId(stores.log().nextConversation());
    }

    /// Makes the conversation of two people.
    public ConversationId direct(UserId one, UserId other) {
        return write(tx -> direct(tx, one, other));
    }

    public ConversationId direct(LogTransaction tx, UserId one, UserId other) {
        var head = Head.ofDirect(next(), Pair.of(one, other), tx.now(), tx.position());
        tx.insertHeads(List.of(head));
        tx.insertBatch(List.of(touched(head, 1, new Position(tx.position().lane(), 0))));
        return head.id();
    }

    /// Makes a group; the first is its owner. Each one's joining is a change: revs 1, 2, 3 ...
    public ConversationId group(UserId... members) {
        return write(tx -> {
            var id = next();
            var empty =
                    Head.of(
                            id,
                            Kind.GROUP,
                            new Head.Settings("Tea", "", false),
                            tx.now(),
                            tx.position());
            tx.insertHeads(List.of(empty));
            var changes = new ArrayList<Change>();
            for (var member : members) {
                long rev = changes.size() + 1;
                var role = rev == 1 ? Role.OWNER : Role.MEMBER;
                tx.rows().put(Membership.joined(id, member, role, rev, 1, tx.position()));
                var body = new MemberChanged(member, How.JOINED, role);
                changes.add(new Change(id, rev, tx.position(), members[0], tx.now(), body));
            }
            tx.insertChanges(changes);
            var head =
                    empty.with(progress(empty, 0, members.length, tx.now()))
                            .withMembers(members.length, members.length);
            tx.updateHeads(List.of(head));
            tx.insertBatch(List.of(touched(head, 1, new Position(tx.position().lane(), 0))));
            return id;
        });
    }

    public Message send(ConversationId conversation, UserId from, String text) {
        return send(conversation, from, MessageContent.plain(text), null);
    }

    public Message send(
            ConversationId conversation,
            UserId from,
            MessageContent content,
            @Nullable String key) {
        return write(tx -> {
            var head = head(tx, conversation);
            long seq = head.lastSeq() + 1;
            long rev = head.lastRev() + 1;
            var message =
                    new Message(
                            conversation, seq, rev, tx.position(), from, tx.now(), key, content);
            tx.insertMessages(List.of(new NewMessage(message, DEVICE, text(content))));
            put(
                    tx,
                    head,
                    head.with(new Head.Progress(seq, rev, tx.now(), tx.now(), 0))
                            .with(from, Marks.readTo(seq)));
            return message;
        });
    }

    private static long text(MessageContent content) {
        return content.text().hashCode();
    }

    public Change change(ConversationId conversation, UserId from, ChangeBody body) {
        return write(tx -> {
            var head = head(tx, conversation);
            long rev = head.lastRev() + 1;
            var change = new Change(conversation, rev, tx.position(), from, tx.now(), body);
            tx.insertChanges(List.of(change));
            put(tx, head, head.with(progress(head, head.lastSeq(), rev, tx.now())));
            return change;
        });
    }

    /// The member goes, with a change that tells so.
    public Change leave(ConversationId conversation, UserId user) {
        return write(tx -> {
            var head = head(tx, conversation);
            long rev = head.lastRev() + 1;
            var membership = tx.rows().membership(conversation, user).orElseThrow();
            tx.rows().put(membership.ended(State.LEFT, rev, tx.position()));
            var body = new MemberChanged(user, How.LEFT, membership.role());
            var change = new Change(conversation, rev, tx.position(), user, tx.now(), body);
            tx.insertChanges(List.of(change));
            put(
                    tx,
                    head,
                    head.with(progress(head, head.lastSeq(), rev, tx.now()))
                            .withMembers(rev, head.members() - 1));
            return change;
        });
    }

    /// Changes a membership.
    public void put(
            ConversationId conversation, UserId user, Function<Membership, Membership> change) {
        rows(rows -> rows.put(change.apply(rows.membership(conversation, user).orElseThrow())));
    }

    public Position lastPosition() {
        return write(LogTransaction::position);
    }

    public Optional<KeptKey> key(ConversationId conversation, UserId from, String key) {
        var of = new KeyOf(conversation, from, key);
        return write(tx -> Optional.ofNullable(tx.keys(Set.of(of)).get(of)));
    }

    public static Head head(LogTransaction tx, ConversationId conversation) {
        var head = tx.heads(List.of(conversation), true).held().get(conversation);
        if (head == null) {
            throw new AssertionError("no such conversation");
        }
        return head;
    }

    private static void put(LogTransaction tx, Head before, Head after) {
        var head = after.touchedBy(tx.position());
        tx.updateHeads(List.of(head));
        tx.insertBatch(List.of(touched(head, before.lastRev() + 1, before.touched())));
    }

    private static Touched touched(Head head, long firstRev, Position previous) {
        return new Touched(head.id(), firstRev, head.lastRev(), previous, head.memberRev());
    }

    private static Head.Progress progress(Head head, long seq, long rev, Instant at) {
        return new Head.Progress(
                seq, rev, at, head.progress().lastMessageAt(), head.progress().lastOdd());
    }
}
