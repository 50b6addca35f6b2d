package parley.core.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Answers from memory whether someone belongs to a conversation now. An answer holds for the
/// memberRev on which it was read; when the head has another, it is read again. Direct
/// conversations need no row: the head names the two. Thread-safe. Bound: the number of memberships
/// given; the one used least recently goes.
public final class MembershipCache {
    private final ConversationStore store;
    private final HeadCache heads;
    private final Map<Of, Read> read;

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
        synchronized (read) {
            var known = read.get(of);
            if (known != null && known.memberRev() == head.memberRev()) {
                return known.membership();
            }
        }
        // The row may be newer than the head that it is kept under. Then the writer finds another
        // memberRev, and the
        // next question comes with the newer head.
        var membership = store.listed(head.id(), user).map(Listed::membership);
        synchronized (read) {
            read.put(of, new Read(head.memberRev(), membership));
        }
        return membership;
    }
}
