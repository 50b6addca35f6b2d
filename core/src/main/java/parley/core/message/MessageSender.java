package parley.core.message;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Action;
import parley.core.conversation.MembershipCache;
import parley.core.conversation.MembershipCache.Member;
import parley.core.conversation.Pair;
import parley.core.conversation.Permissions;
import parley.core.conversation.Requests;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.MessageLog;
import parley.core.log.Origin;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageDraft.Target;
import parley.core.user.User;

/// Sends messages: refuses early what can't be sent, from memory where it can, and hands the rest
/// to the log. Thread-safe. What one thread sends to one conversation gets seqs in that order.
public final class MessageSender {
    /// How often a draft is decided again when members change just then; each time means a
    /// committed change.
    private static final int ATTEMPTS = 8;

    private static final String CANT_WRITE = "You can't write to each other.";

    private final MessageLog log;
    private final MembershipCache members;
    private final Function<UserId, Optional<User>> users;
    private final BiPredicate<UserId, UserId> blocked;
    private final Requests requests;

    public MessageSender(
            MessageLog log,
            MembershipCache members,
            Function<UserId, Optional<User>> users,
            BiPredicate<UserId, UserId> blocked,
            Requests requests) {
        this.log = log;
        this.members = members;
        this.users = users;
        this.blocked = blocked;
        this.requests = requests;
    }

    /// Who sends, and with what.
    public record Sender(UserId user, DeviceId device) {}

    /// Where to.
    public sealed interface Address {
        record ToConversation(ConversationId conversation) implements Address {}

        /// The direct conversation with this user, made if needed.
        record ToUser(UserId user) implements Address {}
    }

    /// @param origin the connection that the `ok` belongs to in order; null if the outcome alone is
    ///   wanted
    public record Request(
            Address to, MessageContent content, Conditions conditions, @Nullable Origin origin) {}

    /// Sends; the outcome comes when it is committed.
    ///
    /// @throws Refusal at once, if nothing needs to be written to know it
    public CompletableFuture<SendOutcome> send(Sender sender, Request request) {
        ContentRules.check(request.content());
        ContentRules.check(request.conditions());
        return switch (request.to()) {
            case Address.ToUser to -> sendBetween(sender, request, to.user());
            case Address.ToConversation to -> sendInto(sender, request, to.conversation(), 1);
        };
    }

    /// Refuses for someone who isn't signed in anywhere by now, and whose sends no door has let in.
    ///
    /// @throws Refusal `disabled`
    public void requireActive(UserId user) {
        if (users.apply(user).filter(User::isActive).isEmpty()) {
            throw Refusal.of(RefusalCode.DISABLED, "This account is disabled.");
        }
    }

    private CompletableFuture<SendOutcome> sendBetween(Sender sender, Request request, UserId to) {
        var from = sender.user();
        var pair = Pair.of(from, to);
        boolean apart = blocked.test(from, to);
        if (users.apply(to).filter(User::isActive).isEmpty()) {
            return refuse(sender, request, new Target.Between(pair), Refusal.notFound());
        }
        return append(sender, request, pair, apart);
    }

    // Blocks and strangers are asked for here, from memory nearly always, so that the writer finds
    // the former in memory too.
    private CompletableFuture<SendOutcome> append(
            Sender sender, Request request, Pair pair, boolean apart) {
        var from = sender.user();
        var target = new Target.Between(pair);
        boolean refused =
                apart || requests.enter(from, pair.peerOf(from)) == Requests.Entry.REFUSED;
        return refused
                ? refuse(sender, request, target, Refusal.of(RefusalCode.BLOCKED, CANT_WRITE))
                : log.append(draft(sender, request, target));
    }

    // With a key it may be the repetition of a message that was stored when this wasn't refused
    // yet, and is answered as one: the writer looks at keys first. So it is handed in, under a
    // condition that never holds.
    private CompletableFuture<SendOutcome> refuse(
            Sender sender, Request request, Target target, Refusal refusal) {
        var key = request.conditions().key();
        if (key == null) {
            throw refusal;
        }
        var never = new Conditions(key, null, Long.MAX_VALUE);
        var known = new Request(request.to(), request.content(), never, request.origin());
        return log.append(draft(sender, known, target))
                .thenApply(outcome ->
                        outcome instanceof SendOutcome.Refused no && saysNew(no.code())
                                ? SendOutcome.Refused.of(refusal)
                                : outcome);
    }

    // what the writer says of such a draft whose key it doesn't know
    private static boolean saysNew(RefusalCode code) {
        return code == RefusalCode.CONFLICT || code == RefusalCode.BLOCKED;
    }

    private CompletableFuture<SendOutcome> sendInto(
            Sender sender, Request request, ConversationId conversation, int attempt) {
        var member = members.member(conversation, sender.user()).orElseThrow(Refusal::notFound);
        var refusal = whyNot(member, request);
        return decided(sender, request, member, refusal)
                .thenCompose(outcome -> {
                    if (outcome instanceof SendOutcome.Outdated && attempt < ATTEMPTS) {
                        return again(sender, request, conversation, attempt + 1);
                    }
                    return CompletableFuture.completedFuture(outcome);
                });
    }

    private CompletableFuture<SendOutcome> decided(
            Sender sender, Request request, Member member, @Nullable Refusal refusal) {
        var from = sender.user();
        var pair = member.head().pair();
        if (refusal != null) {
            var target = pair.<Target>map(Target.Between::new).orElseGet(() -> into(member));
            return refuse(sender, request, target, refusal);
        }
        checkReply(member, request.content());
        return pair.isPresent()
                ? append(sender, request, pair.get(), blocked.test(from, pair.get().peerOf(from)))
                : log.append(draft(sender, request, into(member)));
    }

    // On a thread of its own: deciding may read the database, and this is the writer's.
    private CompletableFuture<SendOutcome> again(
            Sender sender, Request request, ConversationId conversation, int attempt) {
        var outcome = new CompletableFuture<SendOutcome>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        sendInto(sender, request, conversation, attempt)
                                .whenComplete((done, failure) -> {
                                    if (failure == null) {
                                        outcome.complete(done);
                                    } else {
                                        outcome.completeExceptionally(failure);
                                    }
                                });
                    } catch (Refusal e) {
                        outcome.complete(SendOutcome.Refused.of(e));
                    } catch (RuntimeException | Error e) {
                        outcome.completeExceptionally(e);
                    }
                });
        return outcome;
    }

    private static @Nullable Refusal whyNot(Member member, Request request) {
        var head = member.head();
        var role = member.membership().role();
        var permissions = Permissions.of(head);
        if (!permissions.allow(role, Action.SEND)) {
            return Refusal.of(RefusalCode.READ_ONLY, "You can read here, but not write.");
        }
        if (request.content().details().mentionsAll()
                && !permissions.allow(role, Action.MENTION_ALL)) {
            return Refusal.ofField(
                    RefusalCode.FORBIDDEN, "mentions", "You can't name everybody here.");
        }
        return null;
    }

    private static Target into(Member member) {
        var head = member.head();
        int slowS =
                member.membership().role().atLeast(Role.ADMIN)
                        ? 0
                        : head.settings().rules().slowS();
        return new Target.Into(head.id(), head.memberRev(), slowS);
    }

    private static void checkReply(Member member, MessageContent content) {
        var details = content.details();
        long lastSeq = member.head().lastSeq();
        if (details.replyTo() > lastSeq) {
            throw Refusal.badRequest("replyTo", "There is no such message to answer.");
        }
        if (details.thread() > lastSeq) {
            throw Refusal.badRequest("thread", "There is no such message to begin a thread with.");
        }
    }

    private static MessageDraft draft(Sender sender, Request request, Target target) {
        return new MessageDraft(
                target,
                sender.user(),
                sender.device(),
                request.content(),
                request.conditions(),
                request.origin());
    }
}
