package parley.core.memory;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import parley.core.log.LogStore;
import parley.core.log.LogTransaction;
import parley.core.log.Position;
import parley.core.log.Positions;

/// One lane in memory.
final class InMemoryLogStore implements LogStore {
    private static final int LANE = 1;

    private final Tables tables;
    private final Clock clock;
    private final AtomicLong lastConversation = new AtomicLong();
    private long lastBatch;

    InMemoryLogStore(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public <T> T write(Function<LogTransaction, T> batch) {
        return tables.locked(() -> {
            var position = new Position(LANE, lastBatch + 1);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var result =
                    tables.undoable(
                            () -> batch.apply(new InMemoryTransaction(tables, position, now)));
            if (tables.changes() > 0) {
                lastBatch = position.n();
                tables.keep();
            }
            return result;
        });
    }

    @Override
    public long nextConversation() {
        return lastConversation.incrementAndGet();
    }

    Positions positions() {
        return tables.locked(() -> Positions.NONE.with(new Position(LANE, lastBatch)));
    }
}
