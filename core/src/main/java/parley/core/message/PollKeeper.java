package parley.core.message;

import java.util.List;
import java.util.Objects;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Action;
import parley.core.conversation.Authority;
import parley.core.conversation.Kind;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.Counted;
import parley.core.log.ChangeBody.PollClosed;
import parley.core.log.ChangeBody.Voted;
import parley.core.log.Message;
import parley.core.log.MessageLog;
import parley.core.message.MessageState.Tally;
import parley.core.message.ReactionKeeper.Which;

/// Takes votes in polls, and closes them. A vote sets what its voter chose, so that giving it twice
/// changes nothing. Thread-safe.
public final class PollKeeper {
    private final MessageLog log;
    private final Authority authority;

    public PollKeeper(MessageLog log, Authority authority) {
        this.log = log;
        this.authority = authority;
    }

    /// Chooses of a poll's options, in place of what this user chose before.
    ///
    /// @param options indexes, in any order; none takes the vote back
    /// @throws Refusal `not_found`, `forbidden`, `blocked`, `closed`, or `bad_request` for options
    ///   that there aren't, too many of them, and for what is no poll
    public Changed vote(UserId user, Which which, List<Long> options) {
        if (options.size() > Poll.OPTIONS_MAX) {
            throw noSuchOptions();
        }
        authority.admit(which.conversation(), user);
        return log.amend(which.origin(), scope -> vote(scope, user, which, options));
    }

    private static Refusal noSuchOptions() {
        return Refusal.badRequest("options", "Options are named by their index, each once.");
    }

    private Changed vote(AmendmentScope scope, UserId user, Which which, List<Long> options) {
        var standing = authority.require(scope, which.conversation(), user, Action.VOTE);
        var message = ReactionKeeper.shown(scope, standing, which.target());
        var poll = poll(message);
        var chosen = chosen(poll, options);
        var messages = scope.messages();
        var opinion = messages.opinion(which.conversation(), which.target(), user);
        if (opinion.options().equals(chosen)) { // also when it was closed since
            return Changed.nothing(standing.head());
        }
        var tally = tally(message, poll);
        if (tally.closedAt() != null || poll.isOver(scope.now())) {
            throw Refusal.of(RefusalCode.CLOSED, "This poll is closed.");
        }
        var counted = tally.moved(opinion.options(), chosen);
        var next = message.state().with(counted);
        // of a channel's many readers nobody hears one by one
        var body =
                standing.head().kind() == Kind.CHANNEL
                        ? Counted.of(which.target(), next)
                        : new Voted(which.target(), chosen, counted.counts(), poll.anonymous());
        var change = scope.append(which.conversation(), user, body);
        messages.put(which.conversation(), which.target(), next);
        messages.put(which.conversation(), which.target(), user, opinion.choosing(chosen));
        return Changed.by(change);
    }

    private static Poll poll(Message message) {
        var poll = message.content().details().poll();
        if (poll == null) {
            throw Refusal.badRequest("target", "This message is no poll.");
        }
        return poll;
    }

    private static Tally tally(Message message, Poll poll) {
        return Objects.requireNonNullElseGet(
                message.state().poll(), () -> Tally.empty(poll.options().size()));
    }

    // ascending, so that the same choice is always the same list
    private static List<Integer> chosen(Poll poll, List<Long> options) {
        int there = poll.options().size();
        if (options.stream().anyMatch(option -> option < 0 || option >= there)
                || options.stream().distinct().count() != options.size()) {
            throw noSuchOptions();
        }
        if (options.size() > 1 && !poll.multiple()) {
            throw Refusal.badRequest("options", "One option can be chosen here.");
        }
        return options.stream().sorted().map(Math::toIntExact).toList();
    }

    /// Closes a poll for good. Its author may, and whoever may close others'; one that is closed,
    /// or whose time is over, stays as it is.
    ///
    /// @throws Refusal `not_found`, `forbidden`, `blocked`, or `bad_request` for what is no poll
    public Changed close(UserId user, Which which) {
        authority.admit(which.conversation(), user);
        return log.amend(which.origin(), scope -> close(scope, user, which));
    }

    private Changed close(AmendmentScope scope, UserId user, Which which) {
        var standing = Authority.member(scope, which.conversation(), user);
        var message = ReactionKeeper.shown(scope, standing, which.target());
        var poll = poll(message);
        if (!message.from().equals(user)) {
            authority.require(scope, which.conversation(), user, Action.CLOSE_POLL);
        }
        var tally = tally(message, poll);
        if (tally.closedAt() != null || poll.isOver(scope.now())) {
            return Changed.nothing(standing.head());
        }
        var change = scope.append(which.conversation(), user, new PollClosed(which.target()));
        scope.messages()
                .put(
                        which.conversation(),
                        which.target(),
                        message.state().with(tally.closed(change.at())));
        return Changed.by(change);
    }
}
