package parley.core.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.id.UserId;
import parley.core.report.Report;
import parley.core.report.ReportRows;
import parley.core.report.ReportStore;

/// Reports, in memory.
final class InMemoryReports implements ReportRows, ReportStore {
    private static final Comparator<Report> NEWEST_FIRST =
            Comparator.comparing(Report::at).thenComparingLong(Report::id).reversed();

    private final Tables tables;

    InMemoryReports(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<Instant> times(UserId reporter, Instant after, int max) {
        return tables.reports
                .all()
                .filter(one -> one.reporter().equals(reporter) && one.at().isAfter(after))
                .map(Report::at)
                .sorted()
                .limit(max)
                .toList();
    }

    @Override
    public Optional<Report> find(long id) {
        return tables.locked(() -> tables.reports.find(id));
    }

    @Override
    public List<Report> page(boolean resolved, @Nullable PageEnd after, int max) {
        return tables.locked(() ->
                tables.reports
                        .all()
                        .filter(one -> (one.resolved() != null) == resolved)
                        .sorted(NEWEST_FIRST)
                        .filter(one -> after == null || isBehind(one, after))
                        .limit(max)
                        .toList());
    }

    private static boolean isBehind(Report report, PageEnd end) {
        return report.at().isBefore(end.at())
                || (report.at().equals(end.at()) && report.id() < end.id());
    }

    @Override
    public void put(Report report) {
        tables.reports.put(report.id(), report);
    }

    @Override
    public void remove(long id) {
        tables.reports.remove(id);
    }
}
