package parley.store.report;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.report.Report;
import parley.core.report.ReportStore;
import parley.store.sql.Engine;

/// Reads reports.
public final class SqlReportStore implements ReportStore {
    private final Engine engine;

    public SqlReportStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Report> find(long id) {
        return engine.read(session -> new SqlReportRows(session).find(id));
    }

    @Override
    public List<Report> page(boolean resolved, @Nullable PageEnd after, int max) {
        return engine.read(session -> new SqlReportRows(session).page(resolved, after, max));
    }
}
