package parley.store.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.report.Report;
import parley.core.report.Report.Reason;
import parley.core.report.Report.Resolved;
import parley.core.report.Report.What;
import parley.core.report.ReportRows;
import parley.core.report.ReportStore.PageEnd;
import parley.store.body.EvidenceBodies;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Reports in one session.
public final class SqlReportRows implements ReportRows {
    private static final Reason[] REASONS = Reason.values();
    private static final String SELECT =
            """
            SELECT id, at, reporter, conversation, "user", reason, text, evidence, resolvedAt, note
            FROM report
            """;

    private final Session session;

    public SqlReportRows(Session session) {
        this.session = session;
    }

    @Override
    public List<Instant> times(UserId reporter, Instant after, int max) {
        return session.list(
                "SELECT at FROM report WHERE reporter = ? AND at > ? ORDER BY at LIMIT ?",
                p -> p.add(reporter).add(after).add(max),
                Row::time);
    }

    @Override
    public Optional<Report> find(long id) {
        return session.first(SELECT + "WHERE id = ?", p -> p.add(id), SqlReportRows::read);
    }

    List<Report> page(boolean resolved, @Nullable PageEnd after, int max) {
        var end = after == null ? new PageEnd(Instant.ofEpochMilli(Long.MAX_VALUE), 0) : after;
        return session.list(
                SELECT
                        + (resolved ? "WHERE resolvedAt IS NOT NULL" : "WHERE resolvedAt IS NULL")
                        + " AND (at < ? OR (at = ? AND id < ?)) ORDER BY at DESC, id DESC LIMIT ?",
                p -> p.add(end.at()).add(end.at()).add(end.id()).add(max),
                SqlReportRows::read);
    }

    @Override
    public void put(Report report) {
        var what = report.what();
        var resolved = report.resolved();
        session.update(
                """
                INSERT INTO report (id, at, reporter, reason, text, evidence, resolvedAt, note,
                    conversation, "user")
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET resolvedAt = excluded.resolvedAt,
                    note = excluded.note
                """,
                p -> {
                    p.add(report.id()).add(report.at()).add(report.reporter());
                    p.add(what.reason()).add(what.text());
                    p.add(EvidenceBodies.encode(report.evidence()));
                    p.addOrNull(resolved == null ? null : resolved.at());
                    p.add(resolved == null ? null : resolved.note());
                    var conversation = what.conversation();
                    var user = what.user();
                    if (conversation == null) {
                        p.addNull();
                    } else {
                        p.add(conversation);
                    }
                    if (user == null) {
                        p.addNull();
                    } else {
                        p.add(user);
                    }
                });
    }

    @Override
    public void remove(long id) {
        session.erased();
        session.update("DELETE FROM report WHERE id = ?", p -> p.add(id));
    }

    private static Report read(Row row) {
        long id = row.number();
        var at = row.time();
        var reporter = row.user();
        var conversation = row.numberOrNull();
        var user = row.userOrNull();
        var reason = row.oneOf(REASONS);
        var text = row.text();
        var evidence = EvidenceBodies.decode(row.bytes());
        var resolvedAt = row.timeOrNull();
        var note = row.textOrNull();
        return new Report(
                id,
                at,
                reporter,
                new What(
                        conversation == null ? null : new ConversationId(conversation),
                        user,
                        reason,
                        text),
                evidence,
                resolvedAt == null ? null : new Resolved(resolvedAt, note == null ? "" : note));
    }
}
