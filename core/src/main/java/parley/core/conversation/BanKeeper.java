package parley.core.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Bans people from groups and channels: who is banned is removed and can't come back in any way
/// until the ban is over or taken away. Whoever may remove may ban those below them. Thread-safe.
public final class BanKeeper {
    /// Bans of one conversation.
    private static final int BANS_MAX = 10_000;

    private final MessageLog log;
    private final GroupStore store;
    private final ConversationReader reader;
    private final Function<UserId, Optional<User>> users;

    public BanKeeper(
            MessageLog log,
            GroupStore store,
            ConversationReader reader,
            Function<UserId, Optional<User>> users) {
        this.log = log;
        this.store = store;
        this.reader = reader;
        this.users = users;
    }

    /// What is said of a ban.
    ///
    /// @param until null: for good
    /// @param reason null: none
    public record Terms(@Nullable Instant until, @Nullable String reason) {}

    /// Bans someone, or changes the terms of their ban.
    ///
    /// @throws Refusal `not_found`, `forbidden`, `bad_request`, `too_long`
    public Ban ban(UserId by, ConversationId group, UserId user, Terms terms) {
        var reason = terms.reason() == null ? "" : terms.reason();
        if (reason.codePointCount(0, reason.length()) > Ban.REASON_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG, "reason", "A reason has at most 500 characters.");
        }
        if (users.apply(user).isEmpty()) {
            throw Refusal.notFound();
        }
        return log.amend(scope -> {
            if (terms.until() != null && !terms.until().isAfter(scope.now())) {
                throw Refusal.badRequest("until", "'until' lies in the future.");
            }
            var ban = new Ban(group, user, by, scope.now(), terms.until(), reason);
            return ban(scope, ban);
        });
    }

    private static Ban ban(AmendmentScope scope, Ban ban) {
        var group = ban.conversation();
        var standing = Belonging.require(scope, group, ban.by(), Action.REMOVE);
        boolean banned = Belonging.isBanned(scope, group, ban.user());
        var membership = scope.rows().membership(group, ban.user()).filter(Membership::isIn);
        if (ban.user().equals(ban.by())) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "You can't ban yourself; leave.");
        }
        if (!banned && scope.groups().bans(group) >= BANS_MAX) {
            throw Refusal.of(RefusalCode.CONFLICT, "At most 10000 people can be banned.");
        }
        membership.ifPresent(member -> Belonging.requireAbove(standing.membership(), member));
        scope.groups().put(ban);
        scope.groups().removeRequest(group, ban.user());
        if (membership.isPresent()) {
            Belonging.end(scope, standing.head(), membership.get(), ban.by(), How.BANNED);
        } else if (!banned) {
            tell(scope, standing.head(), ban.by(), ban.user(), How.BARRED);
        }
        return ban;
    }

    // Who could only have been a reader of a channel is nobody's business but the staff's.
    private static void tell(AmendmentScope scope, Head head, UserId by, UserId user, How how) {
        if (head.kind() == Kind.GROUP) {
            scope.append(head.id(), by, new MemberChanged(user, how, Role.MEMBER));
        }
    }

    /// Takes a ban away.
    ///
    /// @throws Refusal `not_found`, also if they aren't banned, or `forbidden`
    public void unban(UserId by, ConversationId group, UserId user) {
        log.<Boolean>amend(scope -> {
            var standing = Belonging.require(scope, group, by, Action.REMOVE);
            var ban = scope.groups().ban(group, user).orElseThrow(Refusal::notFound);
            scope.groups().removeBan(group, user);
            if (ban.holdsAt(scope.now())) {
                tell(scope, standing.head(), by, user, How.UNBANNED);
            }
            return true;
        });
    }

    /// The ban of one of them.
    ///
    /// @throws Refusal `not_found` if they aren't banned, or `forbidden`
    public Ban ban(UserId reader, ConversationId group, UserId user) {
        this.reader.requireMay(group, reader, Action.REMOVE);
        return store.ban(group, user).orElseThrow(Refusal::notFound);
    }

    /// Those who are banned, by id.
    ///
    /// @param after the last of the page before
    /// @throws Refusal `not_found` or `forbidden`
    public List<Ban> bans(UserId reader, ConversationId group, @Nullable UserId after, int max) {
        this.reader.requireMay(group, reader, Action.REMOVE);
        return store.bans(group, after, max);
    }
}
