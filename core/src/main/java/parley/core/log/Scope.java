package parley.core.log;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.receipt.Marks;

/// What a rule of one amendment works on: the batch that it is part of.
final class Scope implements AmendmentScope {
    private final LogTransaction tx;
    private final BatchHeads heads;
    private final Appender appender;

    @FunctionalInterface
    interface Appender {
        Change append(ConversationId conversation, UserId from, ChangeBody body);
    }

    Scope(LogTransaction tx, BatchHeads heads, Appender appender) {
        this.tx = tx;
        this.heads = heads;
        this.appender = appender;
    }

    @Override
    public Instant now() {
        return tx.now();
    }

    @Override
    public Position position() {
        return tx.position();
    }

    @Override
    public Optional<Head> head(ConversationId conversation) {
        return Optional.ofNullable(heads.findOrLock(conversation));
    }

    @Override
    public Optional<Head> direct(Pair pair) {
        return Optional.ofNullable(heads.findOrLock(pair));
    }

    @Override
    public Head create(Kind kind, Head.Settings settings) {
        return written(
                heads.create(Head.of(heads.next(), kind, settings, tx.now(), tx.position())));
    }

    @Override
    public Head createDirect(Pair pair) {
        return written(heads.createDirect(pair, tx.now()));
    }

    @Override
    public Head createAccount(UserId user) {
        var owner = new Head.Direct(new Pair(user, user), Marks.NONE, Marks.NONE);
        return written(
                heads.create(
                        new Head(
                                heads.next(),
                                Kind.ACCOUNT,
                                Head.Progress.startingAt(tx.now()),
                                tx.position(),
                                0,
                                1,
                                owner,
                                Head.Settings.NONE)));
    }

    // A rule's other rows may name the conversation, so it is inserted at once.
    private Head written(Head head) {
        heads.write();
        return head;
    }

    @Override
    public Change append(ConversationId conversation, UserId from, ChangeBody body) {
        heads.findOrLock(conversation);
        return appender.append(conversation, from, body);
    }

    @Override
    public void put(ConversationId conversation, Head.Settings settings) {
        heads.put(existing(conversation).with(settings));
    }

    @Override
    public void outdate(ConversationId conversation) {
        var head = existing(conversation);
        heads.put(head.withMembers(head.memberRev() + 1, head.members()));
    }

    private Head existing(ConversationId conversation) {
        return Objects.requireNonNull(
                heads.findOrLock(conversation), "a rule changes what it has read");
    }

    @Override
    public void markOdd(ConversationId conversation, long seq) {
        var head = existing(conversation);
        var progress = head.progress();
        if (progress.lastOdd() < seq) {
            heads.put(
                    head.with(
                            new Head.Progress(
                                    progress.lastSeq(),
                                    progress.lastRev(),
                                    progress.lastAt(),
                                    progress.lastMessageAt(),
                                    seq)));
        }
    }

    @Override
    public StoredMessages messages() {
        return tx.messages();
    }

    @Override
    public StateRows rows() {
        return tx.rows();
    }

    @Override
    public GroupRows groups() {
        return tx.groups();
    }
}
