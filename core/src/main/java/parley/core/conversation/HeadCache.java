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
/// Most heads of a server where many write to new people are wanted once. So one comes to those
/// that are passing, and among those that are kept when it is wanted or written again: what nobody
/// comes back to is forgotten soon, and takes nothing away from what is in use.
///
/// Bound: the number given. A sixth of it may be passing, of which the one that came first goes; of
/// those that are kept, the one used least recently.
public final class HeadCache {
    private final ConversationStore store;
    private final Map<ConversationId, Head> kept;
    private final Map<ConversationId, Head> passing;

    public HeadCache(ConversationStore store, int max) {
        this.store = store;
        int sixth = Math.max(1, max / 6);
        kept = bounded(max - sixth, true);
        passing = bounded(sixth, false);
    }

    private static Map<ConversationId, Head> bounded(int max, boolean byUse) {
        return new LinkedHashMap<>(1024, 0.75f, byUse) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ConversationId, Head> eldest) {
                return size() > max;
            }
        };
    }

    /// May read the database.
    public Optional<Head> find(ConversationId id) {
        synchronized (kept) {
            var head = held(id);
            if (head != null) {
                return Optional.of(head);
            }
        }
        var read = store.head(id);
        read.ifPresent(this::put);
        return read;
    }

    // One that is wanted again stays.
    private @Nullable Head held(ConversationId id) {
        var head = kept.get(id);
        if (head == null) {
            head = passing.remove(id);
            if (head != null) {
                kept.put(id, head);
            }
        }
        return head;
    }

    /// Who talks in those of these that are direct conversations. May read the database, once for
    /// all that aren't here. Whoever follows the log asks this of every conversation, so it doesn't
    /// count as use, and what it reads isn't kept.
    public Map<ConversationId, Pair> pairs(Collection<ConversationId> ids) {
        var pairs = new HashMap<ConversationId, Pair>();
        var rest = new ArrayList<ConversationId>();
        synchronized (kept) {
            for (var id : ids) {
                var head = passing.get(id);
                head = head == null ? kept.get(id) : head;
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
        synchronized (kept) {
            var old = held(head.id());
            if (old == null) {
                passing.put(head.id(), head);
            } else if (!isLater(old, head)) {
                kept.put(head.id(), head);
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
