package parley.core.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import parley.core.draft.Draft;
import parley.core.draft.DraftRows;
import parley.core.draft.DraftStore;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Drafts, in memory.
final class InMemoryDrafts implements DraftRows {
    private final Tables tables;

    InMemoryDrafts(Tables tables) {
        this.tables = tables;
    }

    static DraftStore store(Tables tables) {
        return new DraftStore() {
            @Override
            public Optional<Draft> find(Draft.Of of) {
                return tables.locked(() -> tables.drafts.find(of).filter(Draft::isThere));
            }

            @Override
            public void each(Consumer<Draft.Of> visitor) {
                tables.<List<Draft>>locked(
                                () -> tables.drafts.all().filter(Draft::isThere).toList())
                        .forEach(draft -> visitor.accept(draft.of()));
            }
        };
    }

    @Override
    public Optional<Draft> find(Draft.Of of) {
        return tables.drafts.find(of);
    }

    @Override
    public int count(UserId user) {
        return (int)
                tables.drafts
                        .all()
                        .filter(draft -> draft.of().user().equals(user) && draft.isThere())
                        .count();
    }

    @Override
    public void put(Draft draft) {
        tables.drafts.put(draft.of(), draft);
    }

    @Override
    public void remove(Draft.Of of) {
        tables.drafts.remove(of);
    }

    @Override
    public List<Draft> some(UserId user, int max) {
        return some(of -> of.user().equals(user), max);
    }

    @Override
    public List<Draft> some(ConversationId conversation, int max) {
        return some(of -> of.conversation().equals(conversation), max);
    }

    private List<Draft> some(Predicate<Draft.Of> which, int max) {
        return tables.drafts.all().filter(draft -> which.test(draft.of())).limit(max).toList();
    }
}
