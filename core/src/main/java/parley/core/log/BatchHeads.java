package parley.core.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.LogTransaction.Touched;
import parley.core.message.MessageDraft.Target;

/// The heads that one batch works on: as they were read, and as they stand by now.
final class BatchHeads {
    private final LogTransaction tx;
    private final LongSupplier numbers;
    private final Map<ConversationId, Head> asRead = new HashMap<>();
    private final Set<ConversationId> busy = new HashSet<>();
    private final Map<Pair, ConversationId> pairs = new HashMap<>();
    private Map<ConversationId, Head> current = new LinkedHashMap<>();
    private Set<ConversationId> unwritten = new LinkedHashSet<>();
    private Set<ConversationId> uninserted = new LinkedHashSet<>();

    /// A rule needs a head that another node's batch holds.
    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;

        Busy() {
            super("another node writes to that conversation", null, false, false);
        }
    }

    /// What can be restored when a rule fails.
    record Copy(
            Map<ConversationId, Head> current,
            Set<ConversationId> unwritten,
            Set<ConversationId> uninserted) {}

    BatchHeads(LogTransaction tx, LongSupplier numbers) {
        this.tx = tx;
        this.numbers = numbers;
    }

    void load(Set<ConversationId> ids, Set<Pair> wantedPairs, boolean wait) {
        if (!wantedPairs.isEmpty()) {
            pairs.putAll(tx.directs(wantedPairs));
            ids.addAll(pairs.values());
        }
        lock(ids, wait);
    }

    private void lock(Collection<ConversationId> ids, boolean wait) {
        if (ids.isEmpty()) {
            return;
        }
        var heads = tx.heads(ids, wait);
        asRead.putAll(heads.held());
        current.putAll(heads.held());
        busy.addAll(heads.busy());
    }

    @Nullable ConversationId idOf(Target target) {
        return switch (target) {
            case Target.Into into -> into.conversation();
            case Target.Between between -> pairs.get(between.pair());
        };
    }

    boolean isBusy(ConversationId id) {
        return busy.contains(id);
    }

    @Nullable Head find(ConversationId id) {
        return current.get(id);
    }

    /// For rules, which name their conversations only while they run. They wait for a lock rather
    /// than be skipped.
    @Nullable Head findOrLock(ConversationId id) {
        if (!current.containsKey(id)) {
            lock(List.of(id), true);
        }
        if (busy.contains(id)) {
            throw new Busy();
        }
        return current.get(id);
    }

    @Nullable Head findOrLock(Pair pair) {
        if (!pairs.containsKey(pair)) {
            pairs.putAll(tx.directs(List.of(pair)));
        }
        var id = pairs.get(pair);
        return id == null ? null : findOrLock(id);
    }

    Head current(ConversationId id) {
        return Objects.requireNonNull(current.get(id));
    }

    void put(Head head) {
        current.put(head.id(), head.touchedBy(tx.position()));
        if (!uninserted.contains(head.id())) {
            unwritten.add(head.id());
        }
    }

    Head createDirect(Pair pair, Instant at) {
        var head = Head.ofDirect(next(), pair, at, tx.position());
        pairs.put(pair, head.id());
        return create(head);
    }

    Head create(Head head) {
        current.put(head.id(), head);
        uninserted.add(head.id());
        return head;
    }

    ConversationId next() {
        return new ConversationId(numbers.getAsLong());
    }

    void write() {
        if (!uninserted.isEmpty()) {
            if (!tx.insertHeads(pick(uninserted)).isEmpty()) {
                throw new BatchWriting.PairTaken();
            }
            uninserted.clear();
        }
        if (!unwritten.isEmpty()) {
            tx.updateHeads(pick(unwritten));
            unwritten.clear();
        }
    }

    private List<Head> pick(Set<ConversationId> ids) {
        var picked = new ArrayList<Head>(ids.size());
        ids.forEach(id -> picked.add(current(id)));
        return picked;
    }

    /// All that this batch touched.
    List<Touched> touched() {
        var touched = new ArrayList<Touched>();
        for (var head : current.values()) {
            if (head.touched().equals(tx.position())) {
                var before = asRead.get(head.id());
                long firstRev = before == null ? 1 : before.lastRev() + 1;
                var previous =
                        before == null ? new Position(tx.position().lane(), 0) : before.touched();
                touched.add(
                        new Touched(
                                head.id(), firstRev, head.lastRev(), previous, head.memberRev()));
            }
        }
        return touched;
    }

    Collection<Head> all() {
        return current.values();
    }

    Copy copy() {
        return new Copy(
                new LinkedHashMap<>(current),
                new LinkedHashSet<>(unwritten),
                new LinkedHashSet<>(uninserted));
    }

    void restore(Copy kept) {
        current = kept.current();
        unwritten = kept.unwritten();
        uninserted = kept.uninserted();
        pairs.values().removeIf(id -> !current.containsKey(id) && !busy.contains(id));
    }
}
