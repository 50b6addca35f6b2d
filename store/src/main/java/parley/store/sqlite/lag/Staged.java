package parley.store.sqlite.lag;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.Position;

/// What the batch being written adds to the lag, and takes from it; thrown away if the batch fails.
final class Staged {
    private final Map<ConversationId, LagEntry> entries = new LinkedHashMap<>();
    private final Map<Pair, ConversationId> pairs = new LinkedHashMap<>();
    private final Map<ConversationId, Told> told = new LinkedHashMap<>();
    private final Set<ConversationId> moved = new HashSet<>();
    private long lastRow;

    /// A head as the feed tells it.
    ///
    /// @param made whether this batch made the conversation
    record Told(Head head, boolean made) {}

    /// @param lastRow the last message's
    Staged(long lastRow) {
        this.lastRow = lastRow;
    }

    Staged copy() {
        var copy = new Staged(lastRow);
        entries.forEach((id, entry) -> copy.entries.put(id, entry.copy()));
        copy.pairs.putAll(pairs);
        copy.told.putAll(told);
        copy.moved.addAll(moved);
        return copy;
    }

    void put(Head head) {
        var entry = entries.get(head.id());
        if (entry == null) {
            entries.put(head.id(), new LagEntry(head));
        } else {
            entry.head(head);
        }
        told.merge(
                head.id(), new Told(head, false), (old, now) -> new Told(now.head(), old.made()));
    }

    void make(Head head, Position batch) {
        put(head);
        entry(head.id()).made(batch);
        pairs.put(head.pair().orElseThrow(), head.id());
        told.put(head.id(), new Told(head, true));
    }

    private LagEntry entry(ConversationId id) {
        var entry = entries.get(id);
        if (entry == null) {
            throw new IllegalStateException("nothing of it is staged");
        }
        return entry;
    }

    @Nullable LagEntry get(ConversationId id) {
        return entries.get(id);
    }

    @Nullable ConversationId between(Pair pair) {
        return pairs.get(pair);
    }

    /// The conversations that this batch makes, whether or not anything of them waits.
    Map<Pair, ConversationId> made() {
        return pairs;
    }

    /// What waited of a conversation is in its tables, as far as this batch knows.
    void move(ConversationId id) {
        entries.remove(id);
        moved.add(id);
    }

    boolean isMoved(ConversationId id) {
        return moved.contains(id);
    }

    long nextRow() {
        return ++lastRow;
    }

    long lastRow() {
        return lastRow;
    }

    Collection<LagEntry> entries() {
        return entries.values();
    }

    Set<ConversationId> moved() {
        return moved;
    }

    Collection<Told> told() {
        return told.values();
    }
}
