package parley.store.erasure;

import java.util.List;
import java.util.Optional;
import parley.core.erasure.Erasure;
import parley.core.erasure.ErasureStore;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.store.sql.Engine;

/// Reads erasures.
public final class SqlErasureStore implements ErasureStore {
    private final Engine engine;

    public SqlErasureStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Erasure> first() {
        return engine.read(session -> new SqlErasureRows(session).first());
    }

    @Override
    public List<ConversationId> conversationsAfter(UserId user, long done, int max) {
        return engine.read(
                user, session -> new SqlErasureRows(session).conversationsAfter(user, done, max));
    }
}
