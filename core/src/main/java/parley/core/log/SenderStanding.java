package parley.core.log;

import parley.core.conversation.Action;
import parley.core.conversation.Head;
import parley.core.conversation.Membership;
import parley.core.conversation.Permissions;
import parley.core.conversation.Role;
import parley.core.message.MessageDraft;
import parley.core.message.MessageDraft.Target;

/// Decides again, on the rows as the batch sees them, about a draft whose conversation has other
/// members than when it was allowed. Else nobody could write where people come and go all the time.
/// Only what stays allowed is; what isn't goes back to its use case, which says why.
final class SenderStanding {
    private final LogTransaction tx;

    SenderStanding(LogTransaction tx) {
        this.tx = tx;
    }

    boolean stillAllows(MessageDraft draft, Target.Into into, Head head) {
        return !head.isDeleted()
                && tx.rows()
                        .membership(head.id(), draft.from())
                        .filter(Membership::isIn)
                        .filter(member -> allows(member.role(), draft, into, head))
                        .isPresent();
    }

    private static boolean allows(Role role, MessageDraft draft, Target.Into into, Head head) {
        var permissions = Permissions.of(head);
        int slowS = role.atLeast(Role.ADMIN) ? 0 : head.settings().rules().slowS();
        return permissions.allow(role, Action.SEND)
                && slowS == into.slowS()
                && (!draft.content().details().mentionsAll()
                        || permissions.allow(role, Action.MENTION_ALL));
    }
}
