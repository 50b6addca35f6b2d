package parley.store.draft;

import java.util.Optional;
import java.util.function.Consumer;
import parley.core.draft.Draft;
import parley.core.draft.DraftStore;
import parley.store.sql.Engine;

/// Reads drafts.
public final class SqlDraftStore implements DraftStore {
    private final Engine engine;

    public SqlDraftStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Draft> find(Draft.Of of) {
        return engine.read(session -> new SqlDraftRows(session).find(of)).filter(Draft::isThere);
    }

    @Override
    public void each(Consumer<Draft.Of> visitor) {
        engine.read(session -> {
            session.forEach(
                    "SELECT \"user\", conversation FROM draft WHERE text IS NOT NULL",
                    p -> {},
                    row -> visitor.accept(new Draft.Of(row.user(), row.conversation())));
            return true;
        });
    }
}
