package parley.store.log;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import parley.core.log.LogStore;
import parley.core.log.LogTransaction;
import parley.store.message.KeyHash;
import parley.store.sql.Engine;

/// Writes batches. Each that writes anything leaves one row in the feed, so that followers find the
/// numbers of a lane dense.
public final class SqlLogStore implements LogStore {
    private final Engine engine;
    private final Clock clock;
    private final KeyHash keyHash;

    public SqlLogStore(Engine engine, Clock clock, KeyHash keyHash) {
        this.engine = engine;
        this.clock = clock;
        this.keyHash = keyHash;
    }

    @Override
    public <T> T write(Function<LogTransaction, T> batch) {
        return engine.write((session, position) -> {
            // milliseconds are what is stored and what is told
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var transaction = new SqlLogTransaction(session, position, now, keyHash);
            var result = batch.apply(transaction);
            transaction.finish();
            return result;
        });
    }

    @Override
    public long nextConversation() {
        return engine.nextConversation();
    }
}
