package parley.core.conversation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Head.Settings;
import parley.core.conversation.Membership.State;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Makes groups and changes who belongs to them and what they are called. Each method is one change
/// of the log, decided and written alone in its place.
public final class GroupKeeper {
    /// People who can be made members with one request.
    public static final int MEMBERS_AT_ONCE = 1_000;

    private final MessageLog log;
    private final Function<UserId, Optional<User>> users;
    private final BiPredicate<UserId, UserId> blocked;

    public GroupKeeper(
            MessageLog log,
            Function<UserId, Optional<User>> users,
            BiPredicate<UserId, UserId> blocked) {
        this.log = log;
        this.users = users;
        this.blocked = blocked;
    }

    /// Makes a group whose owner is `owner`. Each member's coming is a change of its own, the
    /// owner's first.
    public Head create(UserId owner, Settings settings, List<UserId> members) {
        check(settings);
        var others = new LinkedHashSet<>(members);
        others.remove(owner);
        checkCanBeAdded(owner, others);
        return log.amend(scope -> {
            var head = scope.create(Kind.GROUP, settings);
            join(scope, head.id(), owner, owner, Role.OWNER);
            others.forEach(member -> join(scope, head.id(), owner, member, Role.MEMBER));
            return scope.head(head.id()).orElseThrow();
        });
    }

    private static void check(Settings settings) {
        if (settings.title().isBlank()) {
            throw Refusal.badRequest("title", "A group has a title.");
        }
        if (settings.title().codePointCount(0, settings.title().length()) > Settings.TITLE_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG, "title", "A title has at most 255 characters.");
        }
        if (settings.description().codePointCount(0, settings.description().length())
                > Settings.DESCRIPTION_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG,
                    "description",
                    "A description has at most 2000 characters.");
        }
    }

    private void checkCanBeAdded(UserId by, Set<UserId> members) {
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

    private static void join(
            AmendmentScope scope, ConversationId group, UserId by, UserId member, Role role) {
        var head = scope.head(group).orElseThrow();
        long visibleFrom = head.settings().historyJoined() ? head.lastSeq() + 1 : 1;
        var change = scope.append(group, by, new MemberChanged(member, How.JOINED, role));
        var joined =
                Membership.joined(group, member, role, change.rev(), visibleFrom, scope.position());
        // what they hid when they were here before stays hidden
        boolean hides =
                scope.rows()
                        .membership(group, member)
                        .filter(before -> before.preferences().hides())
                        .isPresent();
        scope.rows()
                .put(hides ? joined.with(joined.preferences().hiding(), scope.position()) : joined);
    }

    /// Adds people. Owners and admins may.
    ///
    /// @return their memberships
    /// @throws Refusal `exists` if one of them belongs already
    public List<Membership> add(UserId by, ConversationId group, List<UserId> members) {
        var wanted = new LinkedHashSet<>(members);
        checkCanBeAdded(by, wanted);
        return log.amend(scope -> {
            requireRole(scope, group, by, Role.ADMIN);
            for (var member : wanted) {
                if (belongs(scope, group, member)) {
                    throw Refusal.of(RefusalCode.EXISTS, "They belong to it already.");
                }
            }
            wanted.forEach(member -> join(scope, group, by, member, Role.MEMBER));
            var added = new ArrayList<Membership>();
            wanted.forEach(
                    member -> added.add(scope.rows().membership(group, member).orElseThrow()));
            return added;
        });
    }

    private static boolean belongs(AmendmentScope scope, ConversationId group, UserId user) {
        return scope.rows().membership(group, user).filter(Membership::isIn).isPresent();
    }

    private static Membership requireRole(
            AmendmentScope scope, ConversationId group, UserId user, Role least) {
        var head = scope.head(group).orElseThrow(Refusal::notFound);
        if (head.kind() == Kind.DIRECT || head.kind() == Kind.ACCOUNT) {
            if (head.kind() == Kind.DIRECT
                    && head.pair().filter(pair -> pair.has(user)).isPresent()) {
                throw Refusal.of(
                        RefusalCode.FORBIDDEN,
                        "A direct conversation has its two people for good.");
            }
            throw Refusal.notFound();
        }
        var membership =
                scope.rows()
                        .membership(group, user)
                        .filter(Membership::isIn)
                        .orElseThrow(Refusal::notFound);
        if (!membership.role().atLeast(least)) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Your role doesn't allow this.");
        }
        return membership;
    }

    /// Removes someone else. Owners may remove anyone, admins those below them.
    public void remove(UserId by, ConversationId group, UserId member) {
        log.amend(scope -> {
            var remover = requireRole(scope, group, by, Role.ADMIN);
            var removed = memberOf(scope, group, member);
            boolean outranks =
                    remover.role() == Role.OWNER || !removed.role().atLeast(remover.role());
            if (!outranks || by.equals(member)) {
                throw Refusal.of(RefusalCode.FORBIDDEN, "You can't remove this member.");
            }
            return end(scope, removed, by, How.REMOVED);
        });
    }

    private static Membership memberOf(AmendmentScope scope, ConversationId group, UserId member) {
        return scope.rows()
                .membership(group, member)
                .filter(Membership::isIn)
                .orElseThrow(Refusal::notFound);
    }

    private static boolean end(AmendmentScope scope, Membership membership, UserId by, How how) {
        var change =
                scope.append(
                        membership.conversation(),
                        by,
                        new MemberChanged(membership.user(), how, membership.role()));
        var state = how == How.LEFT ? State.LEFT : State.REMOVED;
        scope.rows().put(membership.ended(state, change.rev(), scope.position()));
        return true;
    }

    /// Leaves. The last owner names another first, unless nobody else is there.
    ///
    /// @throws Refusal `conflict` for the last owner
    public void leave(UserId user, ConversationId group) {
        log.amend(scope -> {
            var membership = requireRole(scope, group, user, Role.READER);
            int members = scope.head(group).orElseThrow().members();
            if (membership.role() == Role.OWNER && members > 1 && owners(scope, group) < 2) {
                throw Refusal.of(
                        RefusalCode.CONFLICT, "Make someone else an owner before you leave.");
            }
            return end(scope, membership, user, How.LEFT);
        });
    }

    private static long owners(AmendmentScope scope, ConversationId group) {
        return scope.rows().owners(group);
    }

    /// Gives a member another role. Owners may; the last owner stays one.
    public Membership changeRole(UserId by, ConversationId group, UserId member, Role role) {
        return log.amend(scope -> {
            requireRole(scope, group, by, Role.OWNER);
            var membership = memberOf(scope, group, member);
            if (membership.role() == role) {
                return membership;
            }
            if (membership.role() == Role.OWNER && owners(scope, group) < 2) {
                throw Refusal.of(RefusalCode.CONFLICT, "Make someone else an owner first.");
            }
            scope.append(group, by, new MemberChanged(member, How.ROLE, role));
            var changed = membership.with(role, scope.position());
            scope.rows().put(changed);
            return changed;
        });
    }

    /// Changes title or description. Owners and admins may. What is null stays.
    public Head change(
            UserId by, ConversationId group, @Nullable String title, @Nullable String description) {
        return log.amend(scope -> {
            requireRole(scope, group, by, Role.ADMIN);
            var head = scope.head(group).orElseThrow();
            var old = head.settings();
            var next =
                    new Settings(
                            title == null ? old.title() : title,
                            description == null ? old.description() : description,
                            old.historyJoined());
            check(next);
            if (!next.equals(old)) {
                scope.put(group, next);
                scope.append(group, by, new ConversationChanged(title, description, null, false));
            }
            return scope.head(group).orElseThrow();
        });
    }
}
