package parley.core.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.report.Report.Resolved;
import parley.core.report.ReportStore.PageEnd;

/// What the operator does with reports. Whether the asker may is for the door to know: it is the
/// operator's port. Thread-safe.
public final class ReportDesk {
    private final MessageLog log;
    private final ReportStore store;

    public ReportDesk(MessageLog log, ReportStore store) {
        this.log = log;
        this.store = store;
    }

    /// Open ones or resolved ones, the newest first.
    public List<Report> page(boolean resolved, @Nullable PageEnd after, int max) {
        return store.page(resolved, after, max);
    }

    /// @throws Refusal `not_found`
    public Report find(long id) {
        return store.find(id).orElseThrow(Refusal::notFound);
    }

    /// Puts a report away, with what the operator notes. Again, it changes the note.
    ///
    /// @throws Refusal `not_found`, `too_long`
    public Report resolve(long id, String note) {
        if (note.codePointCount(0, note.length()) > Resolved.NOTE_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG, "note", "A note has at most 2000 characters.");
        }
        return log.amend(scope -> resolve(scope, id, note));
    }

    private static Report resolve(AmendmentScope scope, long id, String note) {
        var rows = scope.rows().reports();
        var report = rows.find(id).orElseThrow(Refusal::notFound);
        var resolved = report.with(new Resolved(scope.now(), note));
        rows.put(resolved);
        return resolved;
    }

    /// Erases a report with its evidence.
    ///
    /// @throws Refusal `not_found`
    public void erase(long id) {
        log.<Boolean>amend(scope -> erase(scope, id));
    }

    private static boolean erase(AmendmentScope scope, long id) {
        var rows = scope.rows().reports();
        if (rows.find(id).isEmpty()) {
            throw Refusal.notFound();
        }
        rows.remove(id);
        return true;
    }
}
