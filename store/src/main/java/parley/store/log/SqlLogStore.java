package parley.store.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import parley.core.log.LogStore;
import parley.core.log.LogTransaction;
import parley.store.message.KeyHash;
import parley.store.sql.Engine;
import parley.store.sql.Session;

/// Writes batches. Each that writes anything leaves one row in the feed, so that followers find the
/// numbers of a lane dense.
public final class SqlLogStore implements LogStore {
    /// How long the feed is kept. Nothing follows it for longer.
    private static final Duration FEED_KEPT = Duration.ofDays(1);

    /// Batches after which old rows of the feed are looked for.
    private static final int FORGET_EVERY = 4_096;

    private final Engine engine;
    private final BatchRows.Source batches;
    private final Clock clock;
    private final KeyHash keyHash;

    public SqlLogStore(Engine engine, BatchRows.Source batches, Clock clock, KeyHash keyHash) {
        this.engine = engine;
        this.batches = batches;
        this.clock = clock;
        this.keyHash = keyHash;
    }

    @Override
    public <T> T write(Function<LogTransaction, T> batch) {
        return engine.write((session, position) -> {
            // milliseconds are what is stored and what is told
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var transaction = batches.begin(session, position, now, keyHash);
            var result = batch.apply(transaction);
            if (position.n() % FORGET_EVERY == 0) {
                forgetOld(session, position.lane(), now.minus(FEED_KEPT));
            }
            transaction.finish();
            return result;
        });
    }

    // The oldest rows alone are looked at, so that this takes the same few milliseconds however
    // many
    // there are; it forgets faster than new ones come.
    private void forgetOld(Session session, int lane, Instant before) {
        session.update(
                """
                DELETE FROM batch WHERE lane = ? AND n IN (
                    SELECT n FROM (SELECT n, at FROM batch WHERE lane = ? ORDER BY n LIMIT %d) oldest
                    WHERE at < ? AND n <= ?)
                """
                        .formatted(2 * FORGET_EVERY),
                p -> p.add(lane).add(lane).add(before).add(batches.settled()));
    }

    @Override
    public long nextConversation() {
        return engine.nextConversation();
    }
}
