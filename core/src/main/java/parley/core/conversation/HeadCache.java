package parley.core.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import parley.core.id.ConversationId;

/// The heads of conversations in use, as they were committed last. The writer puts each head here
/// after its commit and before anyone is told of it; readers fill it from the store. Thread-safe.
///
/// Bound: the number given; the one used least recently goes.
public final class HeadCache {
    private final ConversationStore store;
    private final Map<ConversationId, Head> heads;

    public HeadCache(ConversationStore store, int max) {
        this.store = store;
        heads =
                new LinkedHashMap<>(1024, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<ConversationId, Head> eldest) {
                        return size() > max;
                    }
                };
    }

    /// May read the database.
    public Optional<Head> find(ConversationId id) {
        synchronized (heads) {
            var head = heads.get(id);
            if (head != null) {
                return Optional.of(head);
            }
        }
        var read = store.head(id);
        read.ifPresent(this::put);
        return read;
    }

    /// Who talks in those of these that are direct conversations. May read the database, once for
    /// all that aren't here; what it reads isn't kept.
    public Map<ConversationId, Pair> pairs(Collection<ConversationId> ids) {
        var pairs = new HashMap<ConversationId, Pair>();
        var rest = new ArrayList<ConversationId>();
        synchronized (heads) {
            for (var id : ids) {
                var head = heads.get(id);
                if (head == null) {
                    rest.add(id);
                } else {
                    head.pair().ifPresent(pair -> pairs.put(id, pair));
                }
            }
        }
        if (!rest.isEmpty()) {
            pairs.putAll(store.pairs(rest));
        }
        return pairs;
    }

    /// Keeps the later of this and what is there.
    public void put(Head head) {
        synchronized (heads) {
            heads.merge(head.id(), head, (old, next) -> isLater(old, next) ? old : next);
        }
    }

    // A head read from the database may be older than the one that a commit put here meanwhile.
    private static boolean isLater(Head old, Head next) {
        return old.lastRev() > next.lastRev()
                || (old.lastRev() == next.lastRev()
                        && (old.memberRev() > next.memberRev()
                                || (old.touched().lane() == next.touched().lane()
                                        && old.touched().n() > next.touched().n())));
    }
}
