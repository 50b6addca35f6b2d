package parley.store.account;

import java.util.Optional;
import parley.core.account.AnswerStore;
import parley.core.account.KeptAnswer;
import parley.core.id.UserId;
import parley.store.sql.Engine;

/// Reads kept answers.
public final class SqlAnswerStore implements AnswerStore {
    private final Engine engine;

    public SqlAnswerStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<KeptAnswer> find(UserId user, String key) {
        return engine.read(session -> new AnswerRows(session).find(user, key));
    }
}
