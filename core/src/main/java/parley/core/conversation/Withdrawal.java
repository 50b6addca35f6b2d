package parley.core.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Takes someone whose account is gone out of the groups and channels that they belong to, or ask
/// to be let into. Where they were the last owner, the admin who is in longest becomes one, and in
/// a group without admins the member who is; readers of a channel never do. Leaving one
/// conversation is one change of the log, and leaving twice is none. Thread-safe.
///
/// Bounds: the one who follows is found among [#CANDIDATES] members.
public final class Withdrawal {
    private static final int CANDIDATES = 100;

    private final MessageLog log;
    private final ConversationStore store;
    private final JoinKeeper joins;

    public Withdrawal(MessageLog log, ConversationStore store, JoinKeeper joins) {
        this.log = log;
        this.store = store;
        this.joins = joins;
    }

    /// @throws parley.core.Refusal `unavailable`; whoever asks again goes on from there
    public void withdraw(UserId user) {
        joins.takeBack(user);
        for (var group : store.groupsOf(user)) {
            var others = store.members(group, null, CANDIDATES);
            log.<Boolean>amend(scope -> leave(scope, user, group, others));
        }
    }

    private static boolean leave(
            AmendmentScope scope, UserId user, ConversationId group, List<Membership> others) {
        var head = scope.head(group);
        if (head.isEmpty() || !Belonging.belongs(scope, group, user)) {
            return false;
        }
        var membership = Belonging.memberOf(scope, group, user);
        if (membership.role() == Role.OWNER && scope.rows().owners(group) < 2) {
            follower(scope, group, user, others)
                    .ifPresent(next -> {
                        scope.append(
                                group, user, new MemberChanged(next.user(), How.ROLE, Role.OWNER));
                        scope.rows().put(next.with(Role.OWNER, scope.position()));
                    });
        }
        Belonging.end(scope, scope.head(group).orElseThrow(), membership, user, How.LEFT);
        return true;
    }

    private static Optional<Membership> follower(
            AmendmentScope scope, ConversationId group, UserId user, List<Membership> others) {
        return Stream.concat(
                        scope.groups().staff(group, CANDIDATES).stream(),
                        others.stream()
                                .filter(one -> Belonging.belongs(scope, group, one.user()))
                                .map(one -> Belonging.memberOf(scope, group, one.user())))
                .filter(one -> !one.user().equals(user) && one.role() != Role.READER)
                .filter(one -> scope.rows().user(one.user()).filter(User::isActive).isPresent())
                .min(
                        Comparator.comparing(Membership::role)
                                .thenComparing(one -> one.span().joinedRev()));
    }
}
