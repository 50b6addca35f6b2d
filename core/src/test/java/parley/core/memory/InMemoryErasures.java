package parley.core.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import parley.core.conversation.Membership;
import parley.core.erasure.Erasure;
import parley.core.erasure.ErasureRows;
import parley.core.erasure.ErasureStore;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Erasures, in memory.
final class InMemoryErasures implements ErasureRows, ErasureStore {
    private final Tables tables;

    InMemoryErasures(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Erasure> first() {
        return tables.locked(() -> tables.erasures.all().findFirst());
    }

    @Override
    public List<ConversationId> conversationsAfter(UserId user, long done, int max) {
        return tables.locked(() ->
                tables.memberships
                        .all()
                        .filter(one -> one.user().equals(user))
                        .map(Membership::conversation)
                        .filter(id -> id.number() > done)
                        .sorted(Comparator.comparingLong(ConversationId::number))
                        .limit(max)
                        .toList());
    }

    @Override
    public void put(Erasure erasure) {
        tables.erasures.put(erasure.user(), erasure);
    }

    @Override
    public void remove(UserId user) {
        tables.erasures.remove(user);
    }
}
