package parley.core.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Action;
import parley.core.conversation.Authority;
import parley.core.conversation.Authority.Standing;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Hidden;
import parley.core.log.Message;
import parley.core.log.MessageLog;
import parley.core.log.Origin;
import parley.core.message.MessageState.Gone;

/// Takes messages away: for everyone, so that nothing of them can be read any more anywhere, or
/// from the eyes of one member alone. A message keeps its seq, its sender and its key. Thread-safe.
public final class MessageEraser {
    /// Messages that one request may name.
    public static final int SEQS_MAX = 1_000;

    /// Stretches of one conversation that a member may have hidden; all are read with each page.
    private static final int HIDDEN_MAX = 10_000;

    private final MessageLog log;

    public MessageEraser(MessageLog log) {
        this.log = log;
    }

    private static void check(List<SeqRange> targets) {
        if (targets.isEmpty()) {
            throw Refusal.badRequest("targets", "Name some messages.");
        }
        // each by itself first: the sum of two huge ones could be small again
        boolean tooMany =
                targets.stream().anyMatch(range -> range.size() > SEQS_MAX)
                        || targets.stream().mapToLong(SeqRange::size).sum() > SEQS_MAX;
        if (tooMany) {
            throw Refusal.badRequest("targets", "At most 1000 messages at once.");
        }
    }

    /// Erases messages for everyone. Their author may, and whoever may erase others'; of messages
    /// that are gone already nothing happens.
    ///
    /// @param origin the connection that the `ok` belongs to in order
    /// @throws Refusal `not_found` if none of them is there, `forbidden` if one of them isn't
    ///   theirs to erase; then all stay
    public Changed erase(
            UserId user,
            ConversationId conversation,
            List<SeqRange> targets,
            @Nullable Origin origin) {
        check(targets);
        return log.amend(origin, scope -> erase(scope, user, conversation, targets));
    }

    private static Changed erase(
            AmendmentScope scope,
            UserId user,
            ConversationId conversation,
            List<SeqRange> targets) {
        var standing = Authority.member(scope, conversation, user);
        var named = named(scope, standing, targets);
        boolean mayAll = standing.may(Action.DELETE_OTHERS);
        var seqs = new ArrayList<Long>();
        for (var message : named) {
            if (message.state().gone() != null) {
                continue;
            }
            if (!mayAll && !message.from().equals(user)) {
                throw Refusal.of(RefusalCode.FORBIDDEN, "Only its author can delete this message.");
            }
            seqs.add(message.seq());
        }
        if (seqs.isEmpty()) {
            return Changed.nothing(standing.head());
        }
        var change = scope.append(conversation, user, new Deleted(SeqRange.of(seqs)));
        scope.messages().erase(conversation, seqs, Gone.deleted(change.at()));
        scope.markOdd(conversation, seqs.getLast());
        return Changed.by(change);
    }

    // ascending, each once
    private static List<Message> named(
            AmendmentScope scope, Standing standing, List<SeqRange> targets) {
        var found = new java.util.TreeMap<Long, Message>();
        for (var range : targets) {
            scope.messages()
                    .within(standing.head().id(), range)
                    .forEach(message -> found.put(message.seq(), message));
        }
        found.keySet().removeIf(seq -> !standing.sees(seq));
        if (found.isEmpty()) {
            throw Refusal.notFound();
        }
        return List.copyOf(found.values());
    }

    /// Hides messages from one member, on all their devices; nobody else is told.
    ///
    /// @param account where the member's own affairs are told
    /// @return the change in the account conversation
    /// @throws Refusal `not_found` if none of them is there, `too_many`
    public Changed hide(
            UserId user,
            ConversationId account,
            ConversationId conversation,
            List<SeqRange> targets,
            @Nullable Origin origin) {
        check(targets);
        return log.amend(origin, scope -> hide(scope, user, account, conversation, targets));
    }

    private static Changed hide(
            AmendmentScope scope,
            UserId user,
            ConversationId account,
            ConversationId conversation,
            List<SeqRange> targets) {
        var standing = Authority.member(scope, conversation, user);
        var messages = scope.messages();
        var before = messages.hidden(conversation, user);
        var seqs =
                named(scope, standing, targets).stream()
                        .map(Message::seq)
                        .filter(seq -> !SeqRange.anyHas(before, seq))
                        .toList();
        if (seqs.isEmpty()) {
            return Changed.nothing(scope.head(account).orElseThrow(Refusal::notFound));
        }
        var ranges = SeqRange.of(seqs);
        if (before.size() + ranges.size() > HIDDEN_MAX) {
            throw Refusal.of(RefusalCode.TOO_MANY, "Too much is hidden in this conversation.");
        }
        messages.hide(conversation, user, ranges);
        var membership = standing.membership();
        scope.rows().put(membership.with(membership.preferences().hiding(), scope.position()));
        scope.markOdd(conversation, seqs.getLast());
        return Changed.by(scope.append(account, user, new Hidden(conversation, ranges)));
    }
}
