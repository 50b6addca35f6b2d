package parley.core.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.ReaderChanged;
import parley.core.log.CommittedBatch;

/// Answers from memory whether someone belongs to a conversation now. An answer holds for the
/// memberRev on which it was read; when the head has another, it is read again. The readers of
/// channels come and go without a memberRev, so what is known of them is forgotten as they do
/// ([#forgetReaders]). Direct conversations need no row: the head names the two. Thread-safe.
/// Bound: the number of memberships given; the one used least recently goes.
public final class MembershipCache {
    private final ConversationStore store;
    private final HeadCache heads;
    private final Map<Of, Read> read;

    /// How often something was forgotten; guarded by `read`.
    private long forgotten;

    private record Of(ConversationId conversation, UserId user) {}

    private record Read(long memberRev, Optional<Membership> membership) {}

    /// A member, and the head on whose memberRev that was decided.
    public record Member(Head head, Membership membership) {}

    public MembershipCache(ConversationStore store, HeadCache heads, int max) {
        this.store = store;
        this.heads = heads;
        read =
                new LinkedHashMap<>(1024, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Of, Read> eldest) {
                        return size() > max;
                    }
                };
    }

    /// The membership of someone who belongs now; empty for everyone else. May read the database.
    public Optional<Member> member(ConversationId conversation, UserId user) {
        return heads.find(conversation)
                .filter(head -> !head.isDeleted())
                .flatMap(head -> membership(head, user).map(found -> new Member(head, found)));
    }

    private Optional<Membership> membership(Head head, UserId user) {
        return switch (head.kind()) {
            case DIRECT ->
                    head.pair()
                            .filter(pair -> pair.has(user))
                            .map(pair -> Membership.direct(head.id(), user, head.touched()));
            case ACCOUNT -> Optional.empty();
            case GROUP, CHANNEL -> row(head, user).filter(Membership::isIn);
        };
    }

    private Optional<Membership> row(Head head, UserId user) {
        var of = new Of(head.id(), user);
        long forgottenBefore;
        synchronized (read) {
            var known = read.get(of);
            if (known != null && known.memberRev() == head.memberRev()) {
                return known.membership();
            }
            forgottenBefore = forgotten;
        }
        // The row may be newer than the head that it is kept under. Then the writer finds another
        // memberRev, and the
        // next question comes with the newer head.
        var membership = store.listed(head.id(), user).map(Listed::membership);
        synchronized (read) {
            // a row that was read while readers came or went may be from before that
            if (head.kind() != Kind.CHANNEL || forgotten == forgottenBefore) {
                read.put(of, new Read(head.memberRev(), membership));
            }
        }
        return membership;
    }

    /// Forgets what is known of the readers who come or go in a batch. Called after its commit and
    /// before anyone is told of it.
    public void forgetReaders(CommittedBatch batch) {
        for (var entry : batch.entries()) {
            if (entry.entry() instanceof Change change
                    && change.body() instanceof ReaderChanged reader) {
                synchronized (read) {
                    read.remove(new Of(change.conversation(), reader.user()));
                    forgotten++;
                }
            }
        }
    }
}
