package parley.store.sqlite.lag;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.store.sqlite.lag.LagRows.ListPart;

/// What came in one span of time, moved as a whole. Written under the lock of whoever writes;
/// whether it concerns someone may be asked from any thread.
final class Generation {
    private final Map<ConversationId, LagEntry> entries;
    private final Map<UserId, OfUser> byUser;
    private final long begunNanos = System.nanoTime();
    private final AtomicInteger size = new AtomicInteger();
    private final boolean again;

    /// What of one user's waits.
    private static final class OfUser {
        final Numbers conversations = new Numbers();

        /// Those of them that are new and on no list yet.
        @Nullable Numbers made;

        void made(long conversation) {
            var known = made;
            if (known == null) {
                known = new Numbers();
                made = known;
            }
            known.add(conversation);
        }
    }

    /// @param expected about how many conversations will come, so that nothing has to grow
    static Generation expecting(int expected) {
        return new Generation(expected, false);
    }

    /// One that was read from the feed: some of it may be in its tables.
    static Generation again() {
        return new Generation(16, true);
    }

    private Generation(int expected, boolean again) {
        this.again = again;
        entries = new ConcurrentHashMap<>(expected);
        byUser = new ConcurrentHashMap<>(expected);
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
        var pair = entry.pair();
        of(pair.a()).conversations.add(entry.id().number());
        if (!pair.isWithSelf()) {
            of(pair.b()).conversations.add(entry.id().number());
        }
    }

    /// Two people talk from now on. Whether or not the conversation's own rows wait, it is on
    /// neither's list yet.
    void make(Pair pair, ConversationId id) {
        if (!entries.containsKey(id)) {
            size.incrementAndGet();
        }
        of(pair.a()).made(id.number());
        if (!pair.isWithSelf()) {
            of(pair.b()).made(id.number());
        }
    }

    private OfUser of(UserId user) {
        return byUser.computeIfAbsent(user, each -> new OfUser());
    }

    @Nullable LagEntry get(ConversationId id) {
        return entries.get(id);
    }

    void forget(ConversationId id) {
        var entry = entries.remove(id);
        if (entry != null) {
            entry.logMoved(); // also where whoever moves them all holds it
        }
    }

    boolean concerns(ConversationId id) {
        return entries.containsKey(id);
    }

    boolean concerns(UserId user) {
        return byUser.containsKey(user);
    }

    List<ConversationId> conversationsOf(UserId user) {
        var waiting = byUser.get(user);
        return waiting == null
                ? List.of()
                : Arrays.stream(waiting.conversations.toArray())
                        .mapToObj(ConversationId::new)
                        .toList();
    }

    /// All of this user's are in their tables.
    void forget(UserId user) {
        byUser.remove(user);
    }

    /// What is missing on a user's list; of no conversations if nothing is.
    ListPart missing(UserId user) {
        var waiting = byUser.get(user);
        var made = waiting == null ? null : waiting.made;
        return new ListPart(user, made == null ? new long[0] : made.toArray(), again);
    }

    /// Nothing is missing on a user's list.
    void listed(UserId user) {
        var waiting = byUser.get(user);
        if (waiting != null) {
            waiting.made = null;
        }
    }

    /// Those on whose lists something is missing.
    List<UserId> unlisted() {
        return byUser.entrySet().stream()
                .filter(each -> each.getValue().made != null)
                .map(Map.Entry::getKey)
                .toList();
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
