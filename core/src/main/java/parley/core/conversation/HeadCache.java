package parley.core.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;

/// The heads of conversations in use, as they were committed last. The writer puts each head here
/// after its commit and before anyone is told of it; readers fill it from the store. Thread-safe.
///
/// Bound: the number given of direct conversations, as in [PackedHeads], and a quarter of it of
/// others, of which the one used least recently goes.
public final class HeadCache {
    private final ConversationStore store;
    private final PackedHeads direct;
    private final Map<ConversationId, Head> others;

    public HeadCache(ConversationStore store, int max) {
        this.store = store;
        direct = new PackedHeads(max);
        int most = Math.max(1, max / 4);
        others =
                new LinkedHashMap<>(1024, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<ConversationId, Head> eldest) {
                        return size() > most;
                    }
                };
    }

    /// May read the database.
    public Optional<Head> find(ConversationId id) {
        synchronized (others) {
            var head = held(id);
            if (head != null) {
                return Optional.of(head);
            }
        }
        var read = store.head(id);
        read.ifPresent(this::put);
        return read;
    }

    private @Nullable Head held(ConversationId id) {
        var head = direct.find(id);
        return head == null ? others.get(id) : head;
    }

    /// Who talks in those of these that are direct conversations. May read the database, once for
    /// all that aren't here. Whoever follows the log asks this of every conversation, so it doesn't
    /// count as use, and what it reads isn't kept.
    public Map<ConversationId, Pair> pairs(Collection<ConversationId> ids) {
        var pairs = new HashMap<ConversationId, Pair>();
        var rest = new ArrayList<ConversationId>();
        synchronized (others) {
            for (var id : ids) {
                var pair = direct.pair(id);
                var head = pair == null ? others.get(id) : null;
                if (pair != null) {
                    pairs.put(id, pair);
                } else if (head == null) {
                    rest.add(id);
                } else {
                    head.pair().ifPresent(two -> pairs.put(id, two));
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
        synchronized (others) {
            var old = held(head.id());
            if (old != null && isLater(old, head)) {
                return;
            }
            if (PackedHeads.fits(head)) {
                others.remove(head.id());
                direct.put(head);
            } else {
                direct.remove(head.id());
                others.put(head.id(), head);
            }
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
