package parley.core.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.Message;
import parley.core.log.MessageLog;
import parley.core.message.Folded;
import parley.core.message.HistoryReader;
import parley.core.report.Report.Evidence;
import parley.core.report.Report.What;
import parley.core.user.User;

/// Takes reports: of a person, of a conversation, or of messages, of which the server keeps a copy
/// as far as the reporter may see them. Nobody else is told. Thread-safe.
///
/// Bound: [#HOUR_MAX] reports an hour and user; then `rate_limited`.
public final class Reporter {
    /// Messages that one report may name.
    public static final int SEQS_MAX = 100;

    /// Reports of one user in an hour.
    public static final int HOUR_MAX = 10;

    private static final Duration HOUR = Duration.ofHours(1);

    private final MessageLog log;
    private final HistoryReader history;
    private final Function<UserId, Optional<User>> users;
    private final LongSupplier ids;

    /// @param ids draws the ids of reports, at random
    public Reporter(
            MessageLog log,
            HistoryReader history,
            Function<UserId, Optional<User>> users,
            LongSupplier ids) {
        this.log = log;
        this.history = history;
        this.users = users;
        this.ids = ids;
    }

    /// @param seqs the messages, in the conversation
    /// @throws Refusal `not_found` for what the reporter may not see, or is gone; `bad_request`,
    ///   `too_long`, `rate_limited`
    public Report report(UserId reporter, What what, List<Long> seqs) {
        check(what, seqs);
        var user = what.user();
        if (user != null && users.apply(user).isEmpty()) {
            throw Refusal.notFound();
        }
        var messages = messages(reporter, what, seqs);
        long id = ids.getAsLong();
        return log.amend(scope -> keep(scope, id, reporter, what, messages));
    }

    private static void check(What what, List<Long> seqs) {
        if (what.conversation() == null && what.user() == null) {
            throw Refusal.badRequest("conversation", "Name a conversation, or a user.");
        }
        if (what.conversation() == null && !seqs.isEmpty()) {
            throw Refusal.badRequest("conversation", "Messages are those of a conversation.");
        }
        if (seqs.size() > SEQS_MAX) {
            throw Refusal.badRequest("seqs", "At most 100 messages can be reported at once.");
        }
        if (what.text().codePointCount(0, what.text().length()) > What.TEXT_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG, "text", "A report has at most 2000 characters.");
        }
    }

    private List<Message> messages(UserId reporter, What what, List<Long> seqs) {
        var conversation = what.conversation();
        return conversation == null
                ? List.of()
                : history.messages(reporter, conversation, seqs).stream()
                        .map(Folded::message)
                        .toList();
    }

    private static Evidence evidence(Message message) {
        var edited = message.state().edited();
        var content = message.content();
        return new Evidence(
                message.seq(),
                message.from(),
                message.at(),
                edited == null ? content.text() : edited.text(),
                edited == null ? content.format() : edited.format(),
                content.details().payload());
    }

    private static Report keep(
            AmendmentScope scope, long id, UserId reporter, What what, List<Message> messages) {
        // what is over by now is no longer kept, whether or not it was erased yet
        if (messages.stream().anyMatch(message -> message.isGone(scope.now()))) {
            throw Refusal.notFound();
        }
        var rows = scope.rows().reports();
        var last = rows.times(reporter, scope.now().minus(HOUR), HOUR_MAX);
        if (last.size() >= HOUR_MAX) {
            throw Refusal.rateLimited(Duration.between(scope.now(), last.getFirst().plus(HOUR)));
        }
        var evidence = messages.stream().map(Reporter::evidence).toList();
        var report = new Report(id, scope.now(), reporter, what, evidence, null);
        rows.put(report);
        return report;
    }
}
