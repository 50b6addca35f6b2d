package parley.core.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Action;
import parley.core.conversation.Authority;
import parley.core.conversation.Authority.Standing;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.Message;
import parley.core.log.MessageLog;
import parley.core.log.Origin;
import parley.core.log.StoredMessages.KeptEdit;

/// Changes the text of a message that was sent. Its author may, while they may write there and the
/// window for edits is open. What it said before is kept for its readers, or, where no history is
/// wanted, erased. Thread-safe.
public final class MessageEditor {
    private final MessageLog log;
    private final Authority authority;
    private final Fingerprints prints;
    private final Policy policy;

    /// What the server is set to.
    ///
    /// @param window how long after sending a message may be edited; null: always
    /// @param history whether what it said before is kept
    public record Policy(@Nullable Duration window, boolean history) {
        public static final Policy DEFAULT = new Policy(null, true);
    }

    /// @param key what the author calls this edit, so that it can be given again
    /// @param origin the connection that the `ok` belongs to in order
    public record Edit(
            long target,
            String text,
            String format,
            @Nullable String key,
            @Nullable Origin origin) {}

    public MessageEditor(MessageLog log, Authority authority, Fingerprints prints, Policy policy) {
        this.log = log;
        this.authority = authority;
        this.prints = prints;
        this.policy = policy;
    }

    /// @throws Refusal `not_found`, `blocked`, `read_only`, `forbidden`, and what a text is refused
    ///   for
    public Changed edit(UserId author, ConversationId conversation, Edit edit) {
        if (!edit.format().equals(MessageContent.PLAIN)
                && !edit.format().equals(MessageContent.MARKDOWN)) {
            throw Refusal.badRequest("format", "An edit is plain text or markdown.");
        }
        var content = new MessageContent(edit.text(), edit.format(), MessageContent.Details.NONE);
        ContentRules.check(content);
        ContentRules.checkKey("key", edit.key());
        var refusal = authority.whyNot(conversation, author);
        if (refusal != null && edit.key() == null) {
            throw refusal;
        }
        long print = prints.ofEdit(edit.target(), content);
        return log.amend(
                edit.origin(),
                scope -> {
                    var standing = Authority.member(scope, conversation, author);
                    var known = repeated(scope, standing, edit, print);
                    if (known != null) {
                        return known;
                    }
                    if (refusal != null) {
                        throw refusal;
                    }
                    authority.require(standing, Action.SEND);
                    return change(scope, standing, edit, print);
                });
    }

    // An edit whose key is known was made when its author might, and is only answered again.
    private static @Nullable Changed repeated(
            AmendmentScope scope, Standing standing, Edit edit, long print) {
        var conversation = standing.head().id();
        var known = known(scope, standing.membership().user(), conversation, edit.key());
        if (known == null) {
            return null;
        }
        if (known.print() != print) {
            throw Refusal.of(RefusalCode.KEY_CONFLICT, "This key was used for another edit.");
        }
        return new Changed(conversation, known.rev(), known.at(), true);
    }

    private Changed change(AmendmentScope scope, Standing standing, Edit edit, long print) {
        var conversation = standing.head().id();
        var message =
                standing.sees(edit.target())
                        ? scope.messages()
                                .find(conversation, edit.target())
                                .orElseThrow(Refusal::notFound)
                        : null;
        if (message == null || message.isGone(scope.now())) {
            throw Refusal.notFound();
        }
        refuseUnlessEditable(scope, message, standing.membership().user());
        var edited = message.state().edited();
        var text = edited == null ? message.content().text() : edited.text();
        var format = edited == null ? message.content().format() : edited.format();
        if (text.equals(edit.text()) && format.equals(edit.format())) {
            return Changed.nothing(standing.head());
        }
        return write(scope, message, edit, print);
    }

    private static @Nullable KeptEdit known(
            AmendmentScope scope,
            UserId author,
            ConversationId conversation,
            @Nullable String key) {
        return key == null
                ? null
                : scope.messages().keyedEdit(conversation, author, key).orElse(null);
    }

    private void refuseUnlessEditable(AmendmentScope scope, Message message, UserId author) {
        if (!message.from().equals(author)) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Only its author can change a message.");
        }
        if (message.content().details().payload() != null) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "This kind of message can't be changed.");
        }
        if (message.content().details().forwarded() != null) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "What others wrote can't be changed.");
        }
        var window = policy.window();
        if (window != null && message.at().plus(window).isBefore(scope.now())) {
            throw Refusal.of(
                    RefusalCode.FORBIDDEN, "This message was sent too long ago to be changed.");
        }
    }

    private Changed write(AmendmentScope scope, Message message, Edit edit, long print) {
        var conversation = message.conversation();
        var change =
                scope.append(
                        conversation,
                        message.from(),
                        new Edited(edit.target(), edit.text(), edit.format(), null));
        var messages = scope.messages();
        var next = new MessageState.Edited(edit.text(), edit.format(), change.at());
        messages.put(conversation, edit.target(), message.state().with(next));
        if (!policy.history()) {
            messages.rewrite(conversation, edit.target(), next);
            messages.forgetEdits(conversation, edit.target(), change.rev());
        }
        var key = edit.key();
        if (key != null) {
            messages.keep(
                    conversation,
                    message.from(),
                    key,
                    new KeptEdit(change.rev(), change.at(), print));
        }
        return Changed.by(change);
    }
}
