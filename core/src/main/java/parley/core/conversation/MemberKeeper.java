package parley.core.conversation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Changes who belongs to a group or channel, and as what. Each method is one change of the log,
/// decided and written alone in its place. Thread-safe.
public final class MemberKeeper {
    /// People who can be made members with one request.
    public static final int MEMBERS_AT_ONCE = 1_000;

    private final MessageLog log;
    private final Function<UserId, Optional<User>> users;
    private final BiPredicate<UserId, UserId> blocked;

    /// @param blocked whether one of two people blocks the other
    public MemberKeeper(
            MessageLog log,
            Function<UserId, Optional<User>> users,
            BiPredicate<UserId, UserId> blocked) {
        this.log = log;
        this.users = users;
        this.blocked = blocked;
    }

    /// Adds people: to a group as members, to a channel as readers.
    ///
    /// @return their memberships
    /// @throws Refusal `exists` if one of them belongs already, `forbidden` if one is banned,
    ///   `blocked`; then nobody is added
    public List<Membership> add(UserId by, ConversationId group, List<UserId> members) {
        var wanted = new LinkedHashSet<>(members);
        checkCanBeAdded(by, wanted);
        return log.amend(scope -> add(scope, by, group, wanted));
    }

    private static List<Membership> add(
            AmendmentScope scope, UserId by, ConversationId group, Set<UserId> wanted) {
        var standing = Belonging.require(scope, group, by, Action.INVITE);
        for (var member : wanted) {
            if (Belonging.belongs(scope, group, member)) {
                throw Refusal.of(RefusalCode.EXISTS, "They belong to it already.");
            }
            if (Belonging.isBanned(scope, group, member)) {
                throw Refusal.of(RefusalCode.FORBIDDEN, "They are banned from it.");
            }
        }
        var role = Belonging.roleOfNewcomer(standing.head());
        var added = new ArrayList<Membership>();
        wanted.forEach(member -> added.add(Belonging.join(scope, group, by, member, role)));
        return added;
    }

    /// @throws Refusal `not_found` or `blocked`, naming `members`
    void checkCanBeAdded(UserId by, Set<UserId> members) {
        if (members.size() > MEMBERS_AT_ONCE) {
            throw Refusal.badRequest("members", "At most 1000 people can be added at once.");
        }
        for (var member : members) {
            if (users.apply(member).filter(User::isActive).isEmpty()) {
                throw Refusal.ofField(RefusalCode.NOT_FOUND, "members", "There is no such user.");
            }
            if (blocked.test(by, member)) {
                throw Refusal.ofField(RefusalCode.BLOCKED, "members", "You can't add each other.");
            }
        }
    }

    /// Removes someone below oneself.
    ///
    /// @throws Refusal `not_found` or `forbidden`
    public void remove(UserId by, ConversationId group, UserId member) {
        log.<Boolean>amend(scope -> {
            var remover = Belonging.require(scope, group, by, Action.REMOVE);
            var removed = Belonging.memberOf(scope, group, member);
            Belonging.requireAbove(remover.membership(), removed);
            Belonging.end(scope, remover.head(), removed, by, How.REMOVED);
            return true;
        });
    }

    /// Leaves. The last owner names another first, unless nobody else is there.
    ///
    /// @throws Refusal `conflict` for the last owner
    public void leave(UserId user, ConversationId group) {
        log.<Boolean>amend(scope -> {
            var standing = Belonging.member(scope, group, user);
            var membership = standing.membership();
            if (isLastOwner(scope, membership) && standing.head().members() > 1) {
                throw Refusal.of(
                        RefusalCode.CONFLICT, "Make someone else an owner before you leave.");
            }
            Belonging.end(scope, standing.head(), membership, user, How.LEFT);
            return true;
        });
    }

    private static boolean isLastOwner(AmendmentScope scope, Membership membership) {
        return membership.role() == Role.OWNER
                && scope.rows().owners(membership.conversation()) < 2;
    }

    /// Gives a member another role: someone below oneself one that is below one's own; owners give
    /// any. Everyone who may do that can lower themself, but the last owner stays one.
    ///
    /// @throws Refusal `not_found`, `forbidden`, or `conflict` for the last owner
    public Membership changeRole(UserId by, ConversationId group, UserId member, Role role) {
        return log.amend(scope -> {
            var giver = Belonging.require(scope, group, by, Action.GIVE_ROLE).membership();
            var before = Belonging.memberOf(scope, group, member);
            boolean canGive = giver.role() == Role.OWNER || giver.role().compareTo(role) < 0;
            if (!canGive) {
                throw Refusal.of(RefusalCode.FORBIDDEN, "That role isn't below yours.");
            }
            if (!by.equals(member)) {
                Belonging.requireAbove(giver, before);
            }
            if (before.role() == role) {
                return before;
            }
            if (isLastOwner(scope, before)) {
                throw Refusal.of(RefusalCode.CONFLICT, "Make someone else an owner first.");
            }
            scope.append(group, by, new MemberChanged(member, How.ROLE, role));
            var changed = before.with(role, scope.position());
            scope.rows().put(changed);
            return changed;
        });
    }
}
