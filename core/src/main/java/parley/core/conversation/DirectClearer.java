package parley.core.conversation;

import java.util.List;
import parley.core.Refusal;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.Hidden;
import parley.core.log.MessageLog;
import parley.core.message.SeqRange;

/// Clears a direct conversation for one of its two: it is off their list until the next message,
/// and what was written before is no longer theirs to see. The other isn't told. Thread-safe.
public final class DirectClearer {
    private final MessageLog log;

    public DirectClearer(MessageLog log) {
        this.log = log;
    }

    /// @param account where the user's own affairs are told, so that their other devices clear it
    ///   too
    /// @throws Refusal `not_found` unless it is one of theirs
    public void clear(UserId user, ConversationId account, ConversationId direct) {
        log.<Boolean>amend(scope -> clear(scope, user, account, direct));
    }

    private static boolean clear(
            AmendmentScope scope, UserId user, ConversationId account, ConversationId direct) {
        var standing = Authority.member(scope, direct, user);
        var head = standing.head();
        if (head.kind() != Kind.DIRECT) {
            throw Refusal.notFound();
        }
        long last = head.lastSeq();
        var cleared =
                standing.membership()
                        .visibleFrom(last + 1, scope.position())
                        .with(standing.membership().preferences().offTheList(), scope.position());
        scope.rows().put(cleared);
        if (last > 0) {
            scope.put(direct, head.settings().with(head.settings().rules().veiling(last)));
            scope.append(account, user, new Hidden(direct, List.of(new SeqRange(1, last))));
        }
        return true;
    }
}
