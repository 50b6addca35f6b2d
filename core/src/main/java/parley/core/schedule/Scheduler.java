package parley.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Authority;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ScheduledChanged;
import parley.core.log.ChangeBody.ScheduledChanged.State;
import parley.core.log.MessageLog;
import parley.core.message.ContentRules;
import parley.core.message.MessageContent;
import parley.core.message.MessageSender.Sender;

/// Keeps what someone wrote to be sent later, until it is due or cancelled. The author's other
/// devices hear of each step by the account conversation. Thread-safe; every method may be
/// repeated.
///
/// Bounds: [#CONVERSATION_MAX] for one conversation and [#USER_MAX] in all, failed ones too; beyond
/// them `too_many`.
public final class Scheduler {
    /// Messages that one user may have waiting for one conversation.
    public static final int CONVERSATION_MAX = 100;

    /// Messages that one user may have waiting.
    public static final int USER_MAX = 1_000;

    /// How far ahead.
    public static final Duration AHEAD_MAX = Duration.ofDays(366);

    private final MessageLog log;
    private final Authority authority;
    private final ScheduledStore store;

    public Scheduler(MessageLog log, Authority authority, ScheduledStore store) {
        this.log = log;
        this.authority = authority;
        this.store = store;
    }

    /// What became of it.
    ///
    /// @param made whether it is new, and not a repetition
    public record Kept(Scheduled scheduled, boolean made) {}

    /// Keeps a message until its time. Whether its author may write there is asked then, once more.
    ///
    /// @throws Refusal `not_found`, `blocked`, `bad_request` for a time that is over or more than a
    ///   year ahead, `key_conflict` where the key stands for another, `too_many`
    public Kept schedule(
            Sender sender, ConversationId to, String key, Instant sendAt, MessageContent content) {
        ContentRules.check(content);
        ContentRules.checkKey("key", key);
        authority.admit(to, sender.user());
        var later = content.scheduled();
        var of = new Scheduled.Of(sender.user(), to, key);
        var wanted = new Scheduled(of, sender.device(), sendAt, later, State.WAITING, null);
        return log.amend(scope -> schedule(scope, wanted));
    }

    private static Kept schedule(AmendmentScope scope, Scheduled wanted) {
        var of = wanted.of();
        var standing = Authority.member(scope, of.conversation(), of.user());
        var rows = scope.rows().scheduled();
        var known = rows.find(of);
        if (known.isPresent()) {
            var there = known.get();
            boolean same =
                    there.content().equals(wanted.content())
                            && there.sendAt().equals(wanted.sendAt());
            if (!same) {
                throw Refusal.of(
                        RefusalCode.KEY_CONFLICT, "This key was used for another message.");
            }
            return new Kept(there, false);
        }
        checkTime(scope.now(), wanted.sendAt());
        checkReply(standing.head().lastSeq(), wanted.content());
        if (rows.count(of.user(), of.conversation()) >= CONVERSATION_MAX) {
            throw Refusal.of(
                    RefusalCode.TOO_MANY, "At most 100 messages can wait for one conversation.");
        }
        if (rows.count(of.user()) >= USER_MAX) {
            throw Refusal.of(RefusalCode.TOO_MANY, "At most 1000 messages can wait.");
        }
        return new Kept(put(scope, wanted), true);
    }

    private static Scheduled put(AmendmentScope scope, Scheduled next) {
        scope.rows().scheduled().put(next);
        tell(scope, next.of().user(), next.told());
        return next;
    }

    static void tell(AmendmentScope scope, UserId user, ScheduledChanged what) {
        var account = scope.rows().user(user).orElseThrow(Refusal::notFound).account();
        scope.append(account, user, what);
    }

    private static void checkTime(Instant now, Instant sendAt) {
        if (!sendAt.isAfter(now)) {
            throw Refusal.badRequest("sendAt", "This time is over.");
        }
        if (sendAt.isAfter(now.plus(AHEAD_MAX))) {
            throw Refusal.badRequest("sendAt", "A message is sent within a year.");
        }
    }

    private static void checkReply(long lastSeq, MessageContent content) {
        var details = content.details();
        if (details.replyTo() > lastSeq) {
            throw Refusal.badRequest("replyTo", "There is no such message to answer.");
        }
        if (details.thread() > lastSeq) {
            throw Refusal.badRequest("thread", "There is no such message to begin a thread with.");
        }
    }

    /// What to change; null where it stays.
    public record Patch(@Nullable String text, @Nullable String format, @Nullable Instant sendAt) {
        private MessageContent applyTo(MessageContent old) {
            return new MessageContent(
                    text == null ? old.text() : text,
                    format == null ? old.format() : format,
                    old.details());
        }
    }

    /// Changes what waits. One that has failed waits again, if it is given a time to come.
    ///
    /// @throws Refusal `not_found`, `bad_request`, `conflict` while it is being sent
    public Scheduled change(Sender sender, ConversationId to, String key, Patch patch) {
        var of = new Scheduled.Of(sender.user(), to, key);
        return log.amend(scope -> change(scope, of, sender, patch));
    }

    private static Scheduled change(
            AmendmentScope scope, Scheduled.Of of, Sender sender, Patch patch) {
        Authority.member(scope, of.conversation(), of.user());
        var there = waiting(scope, of);
        var content = patch.applyTo(there.content());
        ContentRules.check(content);
        var sendAt = patch.sendAt() == null ? there.sendAt() : patch.sendAt();
        checkTime(scope.now(), sendAt);
        var next = new Scheduled(of, sender.device(), sendAt, content, State.WAITING, null);
        if (next.equals(there)) {
            return there;
        }
        scope.rows().scheduled().remove(of); // so that nothing of the old text stays in the files
        return put(scope, next);
    }

    private static Scheduled waiting(AmendmentScope scope, Scheduled.Of of) {
        var there = scope.rows().scheduled().find(of).orElseThrow(Refusal::notFound);
        if (there.state() == State.SENDING) {
            throw Refusal.of(RefusalCode.CONFLICT, "This message is being sent just now.");
        }
        return there;
    }

    /// Forgets what waits.
    ///
    /// @throws Refusal `not_found`, also when it was sent; `conflict` while it is being sent
    public void cancel(UserId user, ConversationId to, String key) {
        var of = new Scheduled.Of(user, to, key);
        log.<Boolean>amend(scope -> cancel(scope, of));
    }

    private static boolean cancel(AmendmentScope scope, Scheduled.Of of) {
        Authority.member(scope, of.conversation(), of.user());
        var there = waiting(scope, of);
        scope.rows().scheduled().remove(of);
        tell(scope, of.user(), there.with(State.CANCELLED, null).told());
        return true;
    }

    /// What waits for a conversation, the earliest first, with what couldn't be sent.
    ///
    /// @throws Refusal `not_found` for who doesn't belong
    public List<Scheduled> list(UserId user, ConversationId conversation) {
        authority.requireMember(conversation, user);
        return store.list(user, conversation);
    }
}
