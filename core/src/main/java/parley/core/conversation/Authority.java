package parley.core.conversation;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;

/// Decides who may do what to a conversation's messages: once, for every door. Asked twice by each
/// use case: before its change is handed in, so that what is refused costs no batch, and by the
/// change's own rule, so that nothing happened between. Thread-safe.
public final class Authority {
    private final MembershipCache members;
    private final BiPredicate<UserId, UserId> blocked;
    private final BiPredicate<UserId, UserId> turnsAway;

    /// @param blocked whether one of two people blocks the other
    /// @param turnsAway whether the first takes nothing of the second, a stranger to them
    public Authority(
            MembershipCache members,
            BiPredicate<UserId, UserId> blocked,
            BiPredicate<UserId, UserId> turnsAway) {
        this.members = members;
        this.blocked = blocked;
        this.turnsAway = turnsAway;
    }

    /// Someone who belongs, and the conversation as it stands.
    public record Standing(Head head, Membership membership) {
        public boolean may(Action action) {
            return Permissions.of(head).allow(membership.role(), action);
        }

        /// Whether this member may see a message at all.
        public boolean sees(long seq) {
            return seq >= membership.visibleFrom() && seq <= head.lastSeq();
        }
    }

    /// Refuses at once whoever doesn't belong, is blocked, or is a stranger who isn't let in, and
    /// has what the rule asks in memory.
    ///
    /// @throws Refusal `not_found` or `blocked`
    public void admit(ConversationId conversation, UserId user) {
        var refusal = whyNot(conversation, user);
        if (refusal != null) {
            throw refusal;
        }
    }

    /// Why [#admit] refuses someone who belongs, for a rule that may answer all the same; null if
    /// it doesn't.
    ///
    /// @throws Refusal `not_found`
    public @Nullable Refusal whyNot(ConversationId conversation, UserId user) {
        var member = members.member(conversation, user).orElseThrow(Refusal::notFound);
        boolean apart =
                isApart(member.head(), user, blocked)
                        || isApart(member.head(), user, (one, other) -> turnsAway.test(other, one));
        return apart ? cantWrite() : null;
    }

    /// Refuses whoever doesn't belong.
    ///
    /// @throws Refusal `not_found`
    public void requireMember(ConversationId conversation, UserId user) {
        if (members.member(conversation, user).isEmpty()) {
            throw Refusal.notFound();
        }
    }

    private static boolean isApart(Head head, UserId user, BiPredicate<UserId, UserId> apart) {
        return head.pair()
                .filter(pair -> !pair.isWithSelf())
                .filter(pair -> apart.test(user, pair.peerOf(user)))
                .isPresent();
    }

    // whatever the reason, no more is said
    private static Refusal cantWrite() {
        return Refusal.of(RefusalCode.BLOCKED, "You can't write to each other.");
    }

    /// A member as the batch sees them.
    ///
    /// @throws Refusal `not_found` for everyone who doesn't belong
    public static Standing member(AmendmentScope scope, ConversationId conversation, UserId user) {
        var head = scope.head(conversation).orElseThrow(Refusal::notFound);
        if (head.kind() == Kind.ACCOUNT || head.isDeleted()) {
            throw Refusal.notFound();
        }
        var membership =
                scope.rows()
                        .membership(conversation, user)
                        .filter(Membership::isIn)
                        .orElseThrow(Refusal::notFound);
        return new Standing(head, membership);
    }

    /// The same, of one who may do this.
    ///
    /// @throws Refusal `not_found`, `blocked`, `read_only` or `forbidden`
    public Standing require(
            AmendmentScope scope, ConversationId conversation, UserId user, Action action) {
        var standing = member(scope, conversation, user);
        require(standing, action);
        return standing;
    }

    /// The same, of one who is known to belong.
    ///
    /// @throws Refusal `blocked`, `read_only` or `forbidden`
    public void require(Standing standing, Action action) {
        if (isApart(standing.head(), standing.membership().user(), blocked)) {
            throw cantWrite();
        }
        if (!standing.may(action)) {
            throw action == Action.SEND
                    ? Refusal.of(RefusalCode.READ_ONLY, "You can read here, but not write.")
                    : Refusal.of(RefusalCode.FORBIDDEN, "Your role doesn't allow this.");
        }
    }
}
