package parley.core.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads reports. Thread-safe; blocks.
public interface ReportStore {
    Optional<Report> find(long id);

    /// Those that are resolved, or those that aren't, the newest first. `after` is the last of the
    /// page before.
    List<Report> page(boolean resolved, @Nullable PageEnd after, int max);

    /// Where a page ended.
    record PageEnd(Instant at, long id) {}
}
