package parley.store.log;

import java.time.Instant;
import parley.core.log.Position;
import parley.store.message.KeyHash;
import parley.store.sql.Session;

/// Batches that write each row into its table at once.
public final class SqlBatches implements BatchRows.Source {
    @Override
    public BatchRows begin(Session session, Position position, Instant now, KeyHash keyHash) {
        return new SqlLogTransaction(session, position, now, keyHash, conversation -> {});
    }

    @Override
    public long settled() {
        return Long.MAX_VALUE;
    }
}
