package parley.store.schedule;

import java.time.Instant;
import java.util.List;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.schedule.Scheduled;
import parley.core.schedule.ScheduledStore;
import parley.store.sql.Engine;

/// Reads scheduled messages.
public final class SqlScheduledStore implements ScheduledStore {
    private final Engine engine;

    public SqlScheduledStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public List<Scheduled> list(UserId user, ConversationId conversation) {
        return engine.read(session -> new SqlScheduledRows(session).list(user, conversation));
    }

    @Override
    public List<Scheduled> list(UserId user) {
        return engine.read(session -> new SqlScheduledRows(session).list(user));
    }

    @Override
    public boolean anyDue(Instant now) {
        return engine.read(session -> new SqlScheduledRows(session).anyDue(now));
    }
}
