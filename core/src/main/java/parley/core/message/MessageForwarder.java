package parley.core.message;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Message;
import parley.core.message.MessageContent.Details;
import parley.core.message.MessageContent.Forwarded;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;
import parley.core.user.User;

/// Sends on what someone else wrote, or keeps it: forwarding to oneself. The server copies what the
/// sender may read at that time, and says who wrote it; the sender can't say either. Later edits of
/// the one don't change the other. Thread-safe; blocks.
public final class MessageForwarder {
    /// A rev that no conversation reaches.
    private static final long NO_REV = Long.MAX_VALUE;

    private final MessageSender sender;
    private final HistoryReader history;
    private final Function<UserId, Optional<User>> users;
    private final InstantSource clock;

    public MessageForwarder(
            MessageSender sender,
            HistoryReader history,
            Function<UserId, Optional<User>> users,
            InstantSource clock) {
        this.sender = sender;
        this.history = history;
        this.users = users;
        this.clock = clock;
    }

    /// A message that is to be sent on.
    public record Source(ConversationId conversation, long seq) {}

    /// Sends a copy of a message.
    ///
    /// @param request with the details that the sender gave, and without text
    /// @throws Refusal `not_found` if there is no such message that the sender may read,
    ///   `forbidden` if it will expire, `bad_request` if there is content besides; and whatever a
    ///   message is refused for
    public CompletableFuture<SendOutcome> forward(Sender who, Source source, Request request) {
        if (!request.content().text().isEmpty()
                || request.content().details().payload() != null
                || request.content().details().poll() != null) {
            throw Refusal.badRequest("forward", "What is forwarded stands in place of a text.");
        }
        var original =
                history.find(who.user(), source.conversation(), source.seq())
                        .map(page -> page.messages().getFirst().message())
                        .filter(message -> !message.isGone(clock.instant()))
                        .orElse(null);
        return original == null
                ? repeated(who, source, request)
                : sender.send(who, with(request, copy(source, original, request.content())));
    }

    // What can't be read any more may have been forwarded before: then this is the repetition of
    // that, and is answered as one. Nothing new is stored, since no conversation has that rev.
    private CompletableFuture<SendOutcome> repeated(Sender who, Source source, Request request) {
        var key = request.conditions().key();
        if (key == null) {
            throw Refusal.notFound();
        }
        var details = request.content().details();
        var nothing =
                new Forwarded(source.conversation(), source.seq(), who.user(), "", clock.instant());
        var content =
                new MessageContent(
                        "-", MessageContent.PLAIN, details(details, null, null, nothing));
        var onlyKnown =
                new Request(
                        request.to(), content, new Conditions(key, null, NO_REV), request.origin());
        return sender.send(who, onlyKnown).thenApply(MessageForwarder::known);
    }

    private static SendOutcome known(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Refused refused
                        && refused.code() == RefusalCode.CONFLICT
                ? SendOutcome.Refused.of(Refusal.notFound())
                : outcome;
    }

    private MessageContent copy(Source source, Message original, MessageContent given) {
        if (original.expiresAt() != null) {
            throw Refusal.ofField(
                    RefusalCode.FORBIDDEN,
                    "forward",
                    "A message that will expire can't be forwarded.");
        }
        var before = original.content().details().forwarded();
        var from =
                before != null
                        ? new Forwarded(
                                source.conversation(),
                                source.seq(),
                                before.user(),
                                before.name(),
                                before.at())
                        : new Forwarded(
                                source.conversation(),
                                source.seq(),
                                original.from(),
                                users.apply(original.from()).map(User::name).orElse(""),
                                original.at());
        var edited = original.state().edited();
        return new MessageContent(
                edited == null ? original.content().text() : edited.text(),
                edited == null ? original.content().format() : edited.format(),
                details(
                        given.details(),
                        original.content().details().payload(),
                        original.content().details().poll(),
                        from));
    }

    // A poll is asked anew, without the votes that it has there.
    private static Details details(
            Details given, @Nullable String payload, @Nullable Poll poll, Forwarded from) {
        return new Details(
                payload,
                given.replyTo(),
                given.thread(),
                given.mentions(),
                given.mentionsAll(),
                given.expiresIn(),
                given.scheduled(),
                from,
                poll == null ? null : poll.anew());
    }

    private static Request with(Request request, MessageContent content) {
        return new Request(request.to(), content, request.conditions(), request.origin());
    }
}
