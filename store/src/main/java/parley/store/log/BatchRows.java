package parley.store.log;

import java.time.Instant;
import parley.core.log.LogTransaction;
import parley.core.log.Position;
import parley.store.message.KeyHash;
import parley.store.sql.Session;

/// One batch as rows, and its end.
public interface BatchRows extends LogTransaction {
    /// All is written that will be; the commit follows.
    void finish();

    /// Begins batches, as a database wants them written.
    interface Source {
        BatchRows begin(Session session, Position position, Instant now, KeyHash keyHash);

        /// The last batch of our lane whose row in the feed isn't needed to find what it wrote.
        long settled();
    }
}
