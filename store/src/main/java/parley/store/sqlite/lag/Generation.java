package parley.store.sqlite.lag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// What came in one span of time, moved as a whole. Written under the lock of whoever writes;
/// whether it concerns someone may be asked from any thread.
final class Generation {
    private final Map<ConversationId, LagEntry> entries;
    private final Map<UserId, List<ConversationId>> byUser;
    private final Map<Pair, ConversationId> pairs;
    private final long begunNanos = System.nanoTime();
    private final AtomicInteger size = new AtomicInteger();

    /// @param expected about how many conversations will come, so that nothing has to grow
    Generation(int expected) {
        entries = new ConcurrentHashMap<>(expected);
        byUser = new ConcurrentHashMap<>(expected);
        pairs = HashMap.newHashMap(expected);
    }

    /// Takes over what a batch wrote.
    void add(LagEntry entry) {
        var known = entries.get(entry.id());
        size.addAndGet(1 + entry.messages());
        if (known != null) {
            known.add(entry);
            return;
        }
        entries.put(entry.id(), entry);
        var pair = Objects.requireNonNull(entry.head().direct()).pair();
        if (entry.made() != null) {
            pairs.put(pair, entry.id());
        }
        note(pair.a(), entry.id());
        if (!pair.isWithSelf()) {
            note(pair.b(), entry.id());
        }
    }

    private void note(UserId user, ConversationId id) {
        byUser.computeIfAbsent(user, of -> new ArrayList<>(2)).add(id);
    }

    @Nullable LagEntry get(ConversationId id) {
        var entry = entries.get(id);
        return entry == null || entry.isAllMoved() ? null : entry;
    }

    /// Where two people talk, if that was made in this generation.
    @Nullable ConversationId between(Pair pair) {
        return pairs.get(pair);
    }

    void forget(ConversationId id) {
        var entry = entries.remove(id);
        if (entry != null) {
            entry.allMoved();
        }
    }

    boolean concerns(ConversationId id) {
        return entries.containsKey(id);
    }

    boolean concerns(UserId user) {
        return byUser.containsKey(user);
    }

    List<ConversationId> conversationsOf(UserId user) {
        return List.copyOf(byUser.getOrDefault(user, List.of()));
    }

    /// All of this user's are in their tables.
    void forget(UserId user) {
        byUser.remove(user);
    }

    Collection<LagEntry> entries() {
        return entries.values();
    }

    /// Heads and messages that came.
    int size() {
        return size.get();
    }

    long ageNanos() {
        return System.nanoTime() - begunNanos;
    }
}
