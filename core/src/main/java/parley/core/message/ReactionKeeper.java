package parley.core.message;

import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.conversation.Action;
import parley.core.conversation.Authority;
import parley.core.conversation.Authority.Standing;
import parley.core.conversation.Kind;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.Counted;
import parley.core.log.ChangeBody.Pinned;
import parley.core.log.ChangeBody.Reacted;
import parley.core.log.Message;
import parley.core.log.MessageLog;
import parley.core.log.Origin;

/// Takes what members give a message beside an answer: an emoji, or a pin. Each is a change that
/// sets something, so that giving it twice changes nothing. Thread-safe.
public final class ReactionKeeper {
    /// UTF-16 units of an emoji: the longest in use, a family or a flag, have half as many.
    private static final int EMOJI_MAX = 32;

    private final MessageLog log;
    private final Authority authority;

    public ReactionKeeper(MessageLog log, Authority authority) {
        this.log = log;
        this.authority = authority;
    }

    /// @param target the message's seq
    /// @param origin the connection that the `ok` belongs to in order
    public record Which(ConversationId conversation, long target, @Nullable Origin origin) {}

    /// Gives a message an emoji, or takes it back.
    ///
    /// @throws Refusal `not_found`, `forbidden`, or `bad_request` for what is no emoji, or one kind
    ///   too many
    public Changed react(UserId user, Which which, String emoji, boolean on) {
        checkEmoji(emoji);
        authority.admit(which.conversation(), user);
        return log.amend(which.origin(), scope -> react(scope, user, which, emoji, on));
    }

    private static void checkEmoji(String emoji) {
        boolean word =
                emoji.codePoints()
                        .anyMatch(point ->
                                Character.isLetter(point)
                                        || Character.isWhitespace(point)
                                        || Character.isISOControl(point));
        if (emoji.isEmpty() || emoji.length() > EMOJI_MAX || word) {
            throw Refusal.badRequest("emoji", "A reaction is one emoji.");
        }
    }

    private Changed react(
            AmendmentScope scope, UserId user, Which which, String emoji, boolean on) {
        var standing = authority.require(scope, which.conversation(), user, Action.REACT);
        var message = shown(scope, standing, which.target());
        var messages = scope.messages();
        var opinion = messages.opinion(which.conversation(), which.target(), user);
        if (opinion.has(emoji) == on) {
            return Changed.nothing(standing.head());
        }
        var next = message.state().withReaction(emoji, on ? 1 : -1);
        if (next.reactions().size() > MessageState.KINDS_MAX) {
            throw Refusal.badRequest("emoji", "A message has at most 20 kinds of reactions.");
        }
        // of a channel's many readers nobody hears one by one
        var body =
                standing.head().kind() == Kind.CHANNEL
                        ? Counted.of(which.target(), next)
                        : new Reacted(which.target(), emoji, on);
        var change = scope.append(which.conversation(), user, body);
        messages.put(which.conversation(), which.target(), next);
        messages.put(which.conversation(), which.target(), user, opinion.with(emoji, on));
        return Changed.by(change);
    }

    /// A message whose content is there for this member.
    static Message shown(AmendmentScope scope, Standing standing, long seq) {
        if (!standing.sees(seq)) {
            throw Refusal.notFound();
        }
        return scope.messages()
                .find(standing.head().id(), seq)
                .filter(message -> !message.isGone(scope.now()))
                .orElseThrow(Refusal::notFound);
    }

    /// Pins a message for everyone, or takes the pin away.
    ///
    /// @throws Refusal `not_found` or `forbidden`
    public Changed pin(UserId user, Which which, boolean on) {
        authority.admit(which.conversation(), user);
        return log.amend(which.origin(), scope -> pin(scope, user, which, on));
    }

    private Changed pin(AmendmentScope scope, UserId user, Which which, boolean on) {
        var standing = authority.require(scope, which.conversation(), user, Action.PIN);
        var message = shown(scope, standing, which.target());
        if (message.state().pinned() == on) {
            return Changed.nothing(standing.head());
        }
        var change = scope.append(which.conversation(), user, new Pinned(which.target(), on));
        scope.messages().put(which.conversation(), which.target(), message.state().withPinned(on));
        scope.messages().pin(which.conversation(), which.target(), on, change.at());
        return Changed.by(change);
    }
}
