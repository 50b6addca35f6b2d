package parley.gateway.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.core.Blocking;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageForwarder;
import parley.core.message.MessageForwarder.Source;
import parley.core.message.MessageSender;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Sender;
import parley.core.message.Poll;
import parley.core.message.SendOutcome;
import parley.core.user.User;
import parley.core.user.UserStore;
import parley.gateway.limit.RateLimits;
import parley.protocol.Command;
import parley.protocol.Command.Send;
import parley.protocol.Reply;
import parley.protocol.Times;

/// `send`: hands the message to the log and goes on; the answer comes with the commit.
public final class SendCommand implements CommandHandler<Send> {
    /// The last time that has four digits of a year.
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final MessageSender sender;
    private final MessageForwarder forwarder;
    private final UserStore users;
    private final RateLimits limits;
    private final PublicIds ids;

    public SendCommand(
            MessageSender sender,
            MessageForwarder forwarder,
            UserStore users,
            RateLimits limits,
            PublicIds ids) {
        this.sender = sender;
        this.forwarder = forwarder;
        this.users = users;
        this.limits = limits;
        this.ids = ids;
    }

    @Override
    public void run(Send command, Caller caller) throws InterruptedException {
        var user = caller.identity().user();
        limits.message(user, caller.address());
        try {
            send(command, caller);
        } catch (Blocking.WouldBlock e) {
            limits.noMessage(user, caller.address());
            throw e;
        }
    }

    private void send(Send command, Caller caller) throws InterruptedException {
        var identity = caller.identity();
        var id = command.id();
        var request =
                new MessageSender.Request(
                        address(command.to()),
                        content(command.content()),
                        conditions(command.conditions()),
                        id == null ? null : caller.origin(id));
        caller.sending();
        try {
            send(new Sender(identity.user(), identity.device()), request, command.content())
                    .whenComplete((outcome, failure) -> {
                        try {
                            answer(caller, id, request, outcome, failure);
                        } finally {
                            caller.sent();
                        }
                    });
        } catch (RuntimeException | Error e) {
            caller.sent();
            throw e;
        }
    }

    /// Sends what was written, or what is forwarded.
    public CompletableFuture<SendOutcome> send(
            Sender who, MessageSender.Request request, Command.Content content) {
        var forward = content.forward();
        if (forward == null) {
            return sender.send(who, request);
        }
        var conversation = ids.conversation(forward.conversation()).orElseThrow(Refusal::notFound);
        return forwarder.forward(who, new Source(conversation, forward.seq()), request);
    }

    private void answer(
            Caller caller,
            @Nullable String id,
            MessageSender.Request request,
            @Nullable SendOutcome outcome,
            @Nullable Throwable failure) {
        if (id == null) {
            return;
        }
        if (failure != null || outcome == null) {
            caller.replyLater(
                    new Reply.Error(
                            id,
                            "unknown",
                            "It isn't known whether this was stored.",
                            null,
                            null,
                            null));
            return;
        }
        // what was stored just now is answered by fan-out, in its place among the events
        boolean answeredInOrder =
                request.origin() != null
                        && outcome instanceof SendOutcome.Stored stored
                        && !stored.duplicate();
        if (!answeredInOrder) {
            caller.replyLater(reply(id, outcome));
        }
    }

    private Reply reply(String id, SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Stored stored -> new Reply.Ok(id, sent(stored));
            case SendOutcome.Refused refused ->
                    new Reply.Error(
                            id,
                            refused.code().code(),
                            refused.message(),
                            refused.field(),
                            refused.retryAfter(),
                            null);
            case SendOutcome.Outdated outdated ->
                    new Reply.Error(
                            id,
                            RefusalCode.UNAVAILABLE.code(),
                            "Members change too fast; try again.",
                            null,
                            null,
                            null);
        };
    }

    /// What is answered when a message is stored.
    public Reply.Sent sent(SendOutcome.Stored stored) {
        return new Reply.Sent(
                ids.text(stored.conversation()),
                stored.seq(),
                stored.rev(),
                stored.at(),
                stored.duplicate());
    }

    /// Where `to` leads.
    public Address address(String to) {
        if (to.startsWith("@")) {
            Blocking.begins();
            return users.findByUsername(to.substring(1).toLowerCase(Locale.ROOT))
                    .filter(User::isActive)
                    .<Address>map(user -> new Address.ToUser(user.id()))
                    .orElseThrow(Refusal::notFound);
        }
        if (to.startsWith("us_")) {
            return new Address.ToUser(ids.user(to).orElseThrow(Refusal::notFound));
        }
        return new Address.ToConversation(ids.conversation(to).orElseThrow(Refusal::notFound));
    }

    /// What a `send` says, in the core's words.
    public MessageContent content(Command.Content content) {
        if (!content.attachments().isEmpty()) {
            throw Refusal.ofField(
                    RefusalCode.NOT_FOUND, "attachments", "There is no such attachment.");
        }
        var mentions = new ArrayList<UserId>();
        boolean all = false;
        for (var mention : content.mentions()) {
            if (mention.equals("@all")) {
                all = true;
            } else {
                mentions.add(
                        ids.user(mention)
                                .orElseThrow(() ->
                                        Refusal.badRequest(
                                                "mentions",
                                                "'mentions' holds user ids and @all.")));
            }
        }
        var expiresIn = content.expiresInS();
        boolean bare =
                content.payload() == null
                        && content.replyTo() == 0
                        && content.thread() == 0
                        && content.mentions().isEmpty()
                        && expiresIn.isEmpty();
        var details =
                bare
                        ? MessageContent.Details.NONE
                        : new MessageContent.Details(
                                content.payload(),
                                content.replyTo(),
                                content.thread(),
                                List.copyOf(mentions),
                                all,
                                expiresIn.isPresent() ? seconds(expiresIn.getAsLong()) : null);
        var poll = content.poll();
        return new MessageContent(
                Objects.requireNonNullElse(content.text(), ""),
                Objects.requireNonNullElse(content.format(), MessageContent.PLAIN),
                poll == null ? details : details.asking(poll(poll)));
    }

    private static Poll poll(Command.Poll poll) {
        var text = poll.closesAt();
        var closesAt = text == null ? null : Times.parse(text).orElse(null);
        if (text != null && (closesAt == null || closesAt.isAfter(LAST))) {
            throw Refusal.badRequest("poll", "'closesAt' is a time, like 2026-11-22T04:16:05Z.");
        }
        return new Poll(
                poll.options(),
                poll.multiple(),
                poll.anonymous(),
                closesAt == null ? null : closesAt.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Duration seconds(long seconds) {
        if (seconds < 1 || seconds > 366L * 86_400) {
            throw Refusal.badRequest("expiresInS", "A message stays for 1 second to 365 days.");
        }
        return Duration.ofSeconds(seconds);
    }

    public static Conditions conditions(Command.Conditions conditions) {
        return new Conditions(conditions.key(), conditions.after(), conditions.ifRev().orElse(-1));
    }
}
