package parley.gateway.hub;

import java.util.function.BiPredicate;
import parley.core.conversation.Head;
import parley.core.id.UserId;
import parley.core.receipt.Marks;
import parley.core.user.UserCache;

/// How much of someone's marks another is shown: nothing between two of whom one blocks the other;
/// nothing to a stranger whose request waits; no read mark where either of them switched read
/// receipts off. Thread-safe.
public final class ReceiptPrivacy {
    private final UserCache users;
    private final BiPredicate<UserId, UserId> blocked;
    private final Concealment concealed;

    /// Whether a member of a conversation isn't to be shown to another.
    @FunctionalInterface
    public interface Concealment {
        boolean test(Head head, UserId of, UserId to);
    }

    public ReceiptPrivacy(
            UserCache users, BiPredicate<UserId, UserId> blocked, Concealment concealed) {
        this.users = users;
        this.blocked = blocked;
        this.concealed = concealed;
    }

    public Marks shown(Head head, UserId of, Marks marks, UserId to) {
        if (blocked.test(of, to) || concealed.test(head, of, to)) {
            return Marks.NONE;
        }
        return sharesRead(of) && sharesRead(to) ? marks : Marks.receivedTo(marks.received());
    }

    private boolean sharesRead(UserId user) {
        return users.find(user).map(found -> found.profile().receipts()).orElse(false);
    }
}
