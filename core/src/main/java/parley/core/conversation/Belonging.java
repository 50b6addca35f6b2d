package parley.core.conversation;

import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Membership.State;
import parley.core.draft.Drafts;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.ChangeBody.ReaderChanged;

/// How people come to belong to a group or channel and cease to, as steps of a change. The coming
/// and going of a channel's readers is told to nobody but them, and makes no rev.
final class Belonging {
    /// Members of a group; a channel has any number of them.
    static final int GROUP_MAX = 10_000;

    private Belonging() {}

    /// A group or channel that is there.
    ///
    /// @throws Refusal `not_found`; `forbidden` to the two of a direct conversation
    static Head group(AmendmentScope scope, ConversationId group, UserId asker) {
        var head = scope.head(group).orElseThrow(Refusal::notFound);
        if (head.kind() == Kind.DIRECT && head.pair().filter(pair -> pair.has(asker)).isPresent()) {
            throw Refusal.of(
                    RefusalCode.FORBIDDEN, "A direct conversation has its two people for good.");
        }
        if (head.kind() == Kind.DIRECT || head.kind() == Kind.ACCOUNT || head.isDeleted()) {
            throw Refusal.notFound();
        }
        return head;
    }

    /// A member of a group or channel.
    ///
    /// @throws Refusal `not_found` to everyone who doesn't belong
    static Authority.Standing member(AmendmentScope scope, ConversationId group, UserId user) {
        var head = group(scope, group, user);
        return new Authority.Standing(head, memberOf(scope, group, user));
    }

    static Membership memberOf(AmendmentScope scope, ConversationId group, UserId user) {
        return scope.rows()
                .membership(group, user)
                .filter(Membership::isIn)
                .orElseThrow(Refusal::notFound);
    }

    /// A member who may do this.
    ///
    /// @throws Refusal `not_found` or `forbidden`
    static Authority.Standing require(
            AmendmentScope scope, ConversationId group, UserId user, Action action) {
        var standing = member(scope, group, user);
        if (!standing.may(action)) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Your role doesn't allow this.");
        }
        return standing;
    }

    /// @throws Refusal `forbidden` unless one is above the other
    static void requireAbove(Membership one, Membership other) {
        if (one.role().compareTo(other.role()) >= 0) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Your role isn't above theirs.");
        }
    }

    static boolean belongs(AmendmentScope scope, ConversationId group, UserId user) {
        return scope.rows().membership(group, user).filter(Membership::isIn).isPresent();
    }

    static boolean isBanned(AmendmentScope scope, ConversationId group, UserId user) {
        return scope.groups().ban(group, user).filter(ban -> ban.holdsAt(scope.now())).isPresent();
    }

    /// What a newcomer is.
    static Role roleOfNewcomer(Head head) {
        return head.kind() == Kind.CHANNEL ? Role.READER : Role.MEMBER;
    }

    /// Makes someone a member who isn't one.
    ///
    /// @throws Refusal `conflict` where a group is full
    static Membership join(
            AmendmentScope scope, ConversationId group, UserId by, UserId member, Role role) {
        var head = scope.head(group).orElseThrow();
        if (head.kind() == Kind.GROUP && head.members() >= GROUP_MAX) {
            throw Refusal.of(RefusalCode.CONFLICT, "A group has at most 10000 members.");
        }
        long visibleFrom = head.settings().historyJoined() ? head.lastSeq() + 1 : 1;
        var body =
                isQuiet(head, role)
                        ? new ReaderChanged(member, How.JOINED)
                        : new MemberChanged(member, How.JOINED, role);
        var change = scope.append(group, by, body);
        var joined =
                Membership.joined(group, member, role, change.rev(), visibleFrom, scope.position());
        // what they hid when they were here before stays hidden
        boolean hides =
                scope.rows()
                        .membership(group, member)
                        .filter(before -> before.preferences().hides())
                        .isPresent();
        var row = hides ? joined.with(joined.preferences().hiding(), scope.position()) : joined;
        scope.rows().put(row);
        scope.groups().removeRequest(group, member);
        return row;
    }

    /// Ends a membership.
    static void end(AmendmentScope scope, Head head, Membership membership, UserId by, How how) {
        var body =
                isQuiet(head, membership.role())
                        ? new ReaderChanged(membership.user(), how)
                        : new MemberChanged(membership.user(), how, membership.role());
        var change = scope.append(membership.conversation(), by, body);
        Drafts.drop(scope, membership.conversation(), membership.user());
        scope.rows().put(membership.ended(stateAfter(how), change.rev(), scope.position()));
    }

    private static State stateAfter(How how) {
        return switch (how) {
            case LEFT -> State.LEFT;
            case REMOVED -> State.REMOVED;
            case BANNED -> State.BANNED;
            case JOINED, ROLE, BARRED, UNBANNED ->
                    throw new IllegalArgumentException(how + " ends no membership");
        };
    }

    /// Whether this one's coming and going makes no change.
    static boolean isQuiet(Head head, Role role) {
        return head.kind() == Kind.CHANNEL && role == Role.READER;
    }
}
