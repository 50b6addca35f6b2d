package parley.core.conversation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.JoinAsked;
import parley.core.log.ChangeBody.JoinAsked.Answer;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Lets people join groups and channels by themself, where those are open, or ask to be let in.
/// Those who may let them in hear of it in their account conversations: the owners and admins among
/// them, [#TOLD_MAX] at most; everyone who may can list who asks. Thread-safe.
public final class JoinKeeper {
    /// People who ask to be let into one conversation.
    private static final int REQUESTS_MAX = 1_000;

    /// People who are told of one request.
    private static final int TOLD_MAX = 50;

    private final MessageLog log;
    private final GroupStore store;
    private final ConversationReader reader;

    public JoinKeeper(MessageLog log, GroupStore store, ConversationReader reader) {
        this.log = log;
        this.store = store;
        this.reader = reader;
    }

    /// Whether someone who asked belongs now, or waits to be let in.
    public enum Outcome {
        BELONGS,
        WAITS
    }

    /// Joins, or asks to.
    ///
    /// @throws Refusal `not_found` where that isn't possible: whoever may not come doesn't learn
    ///   that there is something; `conflict` where too many ask
    public Outcome join(UserId user, ConversationId group) {
        return log.amend(scope -> {
            var head =
                    scope.head(group)
                            .filter(one -> one.kind() == Kind.GROUP || one.kind() == Kind.CHANNEL)
                            .filter(one -> !one.isDeleted())
                            .orElseThrow(Refusal::notFound);
            if (Belonging.belongs(scope, group, user)) {
                return Outcome.BELONGS;
            }
            if (Belonging.isBanned(scope, group, user)) {
                throw Refusal.notFound();
            }
            return switch (head.settings().rules().join()) {
                case INVITE -> throw Refusal.notFound();
                case REQUEST -> ask(scope, user, head);
                case OPEN -> {
                    Belonging.join(scope, group, user, user, Belonging.roleOfNewcomer(head));
                    yield Outcome.BELONGS;
                }
            };
        });
    }

    private Outcome ask(AmendmentScope scope, UserId user, Head head) {
        var groups = scope.groups();
        if (groups.request(head.id(), user).isPresent()) {
            return Outcome.WAITS;
        }
        if (groups.requests(head.id()) >= REQUESTS_MAX) {
            throw Refusal.of(RefusalCode.CONFLICT, "Too many people ask to be let in.");
        }
        groups.put(new JoinRequest(head.id(), user, scope.now()));
        tell(scope, head, user, Answer.ASKED);
        return Outcome.WAITS;
    }

    private void tell(AmendmentScope scope, Head head, UserId user, Answer state) {
        var permissions = Permissions.of(head);
        var told = new ArrayList<UserId>();
        told.add(user);
        scope.groups().staff(head.id(), TOLD_MAX).stream()
                .filter(member -> permissions.allow(member.role(), Action.INVITE))
                .forEach(member -> told.add(member.user()));
        for (var one : told) {
            scope.rows()
                    .user(one)
                    .ifPresent(person ->
                            scope.append(
                                    person.account(), one, new JoinAsked(head.id(), user, state)));
        }
    }

    /// Lets someone in who asked.
    ///
    /// @throws Refusal `not_found` if they don't ask, or are gone; `forbidden`
    public Membership accept(UserId by, ConversationId group, UserId user) {
        return log.amend(scope -> {
            var head = requested(scope, by, group, user);
            if (scope.rows().user(user).filter(User::isActive).isEmpty()) {
                throw Refusal.notFound();
            }
            scope.groups().removeRequest(group, user);
            tell(scope, head, user, Answer.ACCEPTED);
            return Belonging.join(scope, group, by, user, Belonging.roleOfNewcomer(head));
        });
    }

    private static Head requested(
            AmendmentScope scope, UserId by, ConversationId group, UserId user) {
        var standing = Belonging.require(scope, group, by, Action.INVITE);
        if (scope.groups().request(group, user).isEmpty()) {
            throw Refusal.notFound();
        }
        return standing.head();
    }

    /// Doesn't let someone in who asked; they may ask again.
    ///
    /// @throws Refusal `not_found` if they don't ask, `forbidden`
    public void reject(UserId by, ConversationId group, UserId user) {
        log.<Boolean>amend(scope -> {
            var head = requested(scope, by, group, user);
            scope.groups().removeRequest(group, user);
            tell(scope, head, user, Answer.REJECTED);
            return true;
        });
    }

    /// Takes back all that someone asked whose account is gone, so that nobody has it to answer.
    public void takeBack(UserId user) {
        for (var group : store.requestsOf(user)) {
            log.<Boolean>amend(scope -> {
                var head = scope.head(group);
                if (head.isEmpty() || scope.groups().request(group, user).isEmpty()) {
                    return false;
                }
                scope.groups().removeRequest(group, user);
                tell(scope, head.get(), user, Answer.REJECTED);
                return true;
            });
        }
    }

    /// Those who ask to be let in, by id.
    ///
    /// @param after the last of the page before
    /// @throws Refusal `not_found` or `forbidden`
    public List<JoinRequest> requests(
            UserId reader, ConversationId group, @Nullable UserId after, int max) {
        this.reader.requireMay(group, reader, Action.INVITE);
        return store.requests(group, after, max);
    }
}
