package parley.core.conversation;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.UserId;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Finds the direct conversation of two people, or makes it: the same one whoever asks and however
/// many ask at once. Making it makes no change that others hear of; its first is its first message.
public final class DirectOpener {
    private final MessageLog log;
    private final Function<UserId, Optional<User>> users;
    private final BiPredicate<UserId, UserId> blocked;
    private final Requests requests;

    public DirectOpener(
            MessageLog log,
            Function<UserId, Optional<User>> users,
            BiPredicate<UserId, UserId> blocked,
            Requests requests) {
        this.log = log;
        this.users = users;
        this.blocked = blocked;
        this.requests = requests;
    }

    /// @param made whether it is new
    public record Opened(Head head, boolean made) {}

    /// @throws Refusal `not_found`; `blocked`, also where the other takes nothing of strangers
    public Opened open(UserId user, UserId peer) {
        if (users.apply(peer).filter(User::isActive).isEmpty()) {
            throw Refusal.notFound();
        }
        if (blocked.test(user, peer)) {
            throw refused();
        }
        var entry = requests.enter(user, peer);
        if (entry == Requests.Entry.REFUSED) {
            throw refused();
        }
        var pair = Pair.of(user, peer);
        return log.amend(scope ->
                scope.direct(pair)
                        .map(head -> new Opened(head, entry == Requests.Entry.MADE))
                        .orElseGet(() -> new Opened(scope.createDirect(pair), true)));
    }

    private static Refusal refused() {
        return Refusal.of(RefusalCode.BLOCKED, "You can't write to each other.");
    }
}
