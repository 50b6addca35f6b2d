package parley.core.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.core.id.UserId;

/// Reports as one batch sees and writes them.
public interface ReportRows {
    /// When this user reported something after that time, the first in front; at most `max`.
    List<Instant> times(UserId reporter, Instant after, int max);

    Optional<Report> find(long id);

    /// Inserts, or replaces by the id.
    void put(Report report);

    /// Removes one; nothing of it stays in the database's files.
    void remove(long id);
}
