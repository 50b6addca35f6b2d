package parley.gateway.hub;

import java.util.function.BiPredicate;
import parley.core.id.UserId;
import parley.core.receipt.Marks;
import parley.core.user.UserCache;

/// How much of someone's marks another is shown: nothing between two of whom one blocks the other;
/// no read mark where either of them switched read receipts off. Thread-safe.
public final class ReceiptPrivacy {
    private final UserCache users;
    private final BiPredicate<UserId, UserId> blocked;

    public ReceiptPrivacy(UserCache users, BiPredicate<UserId, UserId> blocked) {
        this.users = users;
        this.blocked = blocked;
    }

    public Marks shown(UserId of, Marks marks, UserId to) {
        if (blocked.test(of, to)) {
            return Marks.NONE;
        }
        return sharesRead(of) && sharesRead(to) ? marks : Marks.receivedTo(marks.received());
    }

    private boolean sharesRead(UserId user) {
        return users.find(user).map(found -> found.profile().receipts()).orElse(false);
    }
}
