package parley.core.draft;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Authority;
import parley.core.draft.Draft.Words;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.Message;
import parley.core.log.MessageLog;
import parley.core.log.MessageLog.Amendment;
import parley.core.log.Sequel;
import parley.core.message.MessageContent;

/// Keeps what members have written and not sent, so that they go on with it on another device. Of
/// two the one written later stands. Each change is told by the account conversation, and makes
/// what was told before of the same draft say nothing any more, so that no old text stays.
/// Thread-safe.
///
/// Bounds: one draft for each conversation, of 5,000 code points; [#USER_MAX] for each user, beyond
/// them `too_many`.
public final class Drafts {
    /// Drafts that one user may have.
    public static final int USER_MAX = 1_000;

    private final MessageLog log;
    private final DraftStore store;
    private final DraftBook book;

    public Drafts(MessageLog log, DraftStore store, DraftBook book) {
        this.log = log;
        this.store = store;
        this.book = book;
    }

    private record Kept(Draft draft, boolean more, boolean fewer) {}

    /// Keeps what someone has written so far; an empty text clears it.
    ///
    /// @param at when they wrote it; null, or a time to come, means now
    /// @return what stands: another than theirs, if that was written later or at the same time
    /// @throws Refusal `not_found` for who doesn't belong, `too_long`, `bad_request` for an answer
    ///   to nothing, `too_many`
    public Draft put(Draft.Of of, Words words, @Nullable Instant at) {
        if (words.text().isEmpty()) {
            return clear(of, at);
        }
        if (words.text().codePointCount(0, words.text().length()) > MessageContent.TEXT_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG, "text", "A draft has at most 5000 characters.");
        }
        book.add(of); // before it is there, so that no send in between takes it for none
        Kept kept;
        try {
            kept = log.amend(scope -> put(scope, of, words, at));
        } catch (Refusal refused) {
            if (refused.code() != RefusalCode.UNKNOWN) {
                book.remove(of);
            }
            throw refused;
        }
        if (!kept.more()) {
            book.remove(of);
        }
        return kept.draft();
    }

    /// Takes a draft away.
    ///
    /// @param at when they did; null, or a time to come, means now
    /// @return what stands
    /// @throws Refusal `not_found` for who doesn't belong
    public Draft clear(Draft.Of of, @Nullable Instant at) {
        Kept kept = log.amend(scope -> put(scope, of, null, at));
        if (kept.fewer()) {
            book.remove(of);
        }
        return kept.draft();
    }

    private static Kept put(
            AmendmentScope scope, Draft.Of of, @Nullable Words words, @Nullable Instant at) {
        var standing = Authority.member(scope, of.conversation(), of.user());
        if (words != null) {
            checkReply(standing.head().lastSeq(), words);
        }
        var rows = scope.rows().drafts();
        var there = rows.find(of).orElse(null);
        var now = scope.now().truncatedTo(ChronoUnit.MILLIS);
        var given = at == null || at.isAfter(now) ? null : at.truncatedTo(ChronoUnit.MILLIS);
        if (there != null && given != null && !given.isAfter(there.at())) {
            return new Kept(there, false, false);
        }
        boolean before = there != null && there.isThere();
        if (!before && words != null && rows.count(of.user()) >= USER_MAX) {
            throw Refusal.of(RefusalCode.TOO_MANY, "At most 1000 drafts can be kept.");
        }
        var time = given == null ? laterThan(there, now) : given;
        var next = change(scope, there, new Draft(of, words, time, 0));
        return new Kept(next, !before && words != null, before && words == null);
    }

    private static Instant laterThan(@Nullable Draft there, Instant now) {
        return there == null || there.at().isBefore(now) ? now : there.at().plusMillis(1);
    }

    private static void checkReply(long lastSeq, Words words) {
        if (words.replyTo() > lastSeq) {
            throw Refusal.badRequest("replyTo", "There is no such message to answer.");
        }
        if (words.thread() > lastSeq) {
            throw Refusal.badRequest("thread", "There is no such message to begin a thread with.");
        }
    }

    /// Puts a draft in the place of another, and tells of it unless nothing was there and nothing
    /// is.
    private static Draft change(AmendmentScope scope, @Nullable Draft old, Draft next) {
        boolean silent = !next.isThere() && (old == null || !old.isThere());
        var user = next.of().user();
        var account = scope.rows().user(user).orElseThrow(Refusal::notFound).account();
        long rev = old == null ? 0 : old.rev();
        if (!silent) {
            if (rev > 0) {
                scope.messages().forgetChange(account, rev);
            }
            rev = scope.append(account, user, next.told()).rev();
        }
        var told = new Draft(next.of(), next.words(), next.at(), rev);
        scope.rows().drafts().put(told);
        return told;
    }

    /// What a member has written in a conversation that they belong to. Reads the database only
    /// where there may be something.
    public Optional<Draft> find(ConversationId conversation, UserId user) {
        var of = new Draft.Of(user, conversation);
        return book.mayHave(of) ? store.find(of) : Optional.empty();
    }

    /// Clears the draft of whoever sends something, with the message. What was scheduled is no
    /// sending of now.
    public static Sequel clearing(DraftBook book) {
        return message -> clearing(book, message);
    }

    private static @Nullable Amendment<Runnable> clearing(DraftBook book, Message message) {
        var of = new Draft.Of(message.from(), message.conversation());
        if (!book.mayHave(of) || message.content().details().scheduled()) {
            return null;
        }
        return scope -> {
            var there = scope.rows().drafts().find(of).filter(Draft::isThere);
            if (there.isEmpty()) {
                return () -> {};
            }
            // with its own time: the next may be written by a clock that is behind the server's
            change(scope, there.get(), new Draft(of, null, there.get().at(), 0));
            return () -> book.remove(of);
        };
    }

    /// Takes away what someone leaves behind who no longer belongs.
    public static void drop(AmendmentScope scope, ConversationId conversation, UserId user) {
        scope.rows()
                .drafts()
                .find(new Draft.Of(user, conversation))
                .ifPresent(draft -> drop(scope, draft));
    }

    /// Takes away drafts with what was told of them.
    public static void drop(AmendmentScope scope, List<Draft> drafts) {
        drafts.forEach(draft -> drop(scope, draft));
    }

    private static void drop(AmendmentScope scope, Draft draft) {
        var user = scope.rows().user(draft.of().user());
        if (user.isPresent() && draft.rev() > 0) {
            scope.messages().forgetChange(user.get().account(), draft.rev());
        }
        scope.rows().drafts().remove(draft.of());
    }
}
