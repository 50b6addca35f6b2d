package parley.core.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Membership;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.Change;
import parley.core.log.LogTransaction;
import parley.core.log.Position;
import parley.core.log.StateRows;
import parley.core.log.StoredMessages;
import parley.core.memory.Tables.Of;
import parley.core.memory.Tables.Rev;

/// One batch in memory.
final class InMemoryTransaction implements LogTransaction {
    private final Tables tables;
    private final Position position;
    private final Instant now;

    InMemoryTransaction(Tables tables, Position position, Instant now) {
        this.tables = tables;
        this.position = position;
        this.now = now;
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Heads heads(Collection<ConversationId> ids, boolean wait) {
        var held = new HashMap<ConversationId, Head>();
        ids.forEach(id -> tables.heads.find(id).ifPresent(head -> held.put(id, head)));
        return new Heads(held, Set.of());
    }

    @Override
    public Map<Pair, ConversationId> directs(Collection<Pair> pairs) {
        var found = new HashMap<Pair, ConversationId>();
        pairs.forEach(pair -> tables.directs.find(pair).ifPresent(id -> found.put(pair, id)));
        return found;
    }

    @Override
    public Map<KeyOf, KeptKey> keys(Collection<KeyOf> keys) {
        var found = new HashMap<KeyOf, KeptKey>();
        keys.forEach(key -> tables.keys.find(key).ifPresent(kept -> found.put(key, kept)));
        return found;
    }

    @Override
    public Set<ConversationId> insertHeads(List<Head> heads) {
        var lost = new HashSet<ConversationId>();
        for (var head : heads) {
            var direct = head.kind() == Kind.DIRECT ? head.pair() : Optional.<Pair>empty();
            if (direct.isPresent() && tables.directs.find(direct.get()).isPresent()) {
                lost.add(head.id());
            } else {
                tables.heads.insert(head.id(), head);
                direct.ifPresent(pair -> insertDirect(head, pair));
            }
        }
        return lost;
    }

    private void insertDirect(Head head, Pair pair) {
        tables.directs.put(pair, head.id());
        for (var user : Set.copyOf(List.of(pair.a(), pair.b()))) {
            tables.memberships.put(
                    new Of(head.id(), user), Membership.direct(head.id(), user, head.touched()));
        }
    }

    @Override
    public void updateHeads(Collection<Head> heads) {
        heads.forEach(head -> tables.heads.put(head.id(), head));
    }

    @Override
    public void insertMessages(List<NewMessage> messages) {
        for (var each : messages) {
            var message = each.message();
            tables.entries.insert(new Rev(message.conversation(), message.rev()), message);
            var key = message.key();
            if (key != null) {
                tables.keys.insert(
                        new KeyOf(message.conversation(), message.from(), key),
                        new KeptKey(message.seq(), message.rev(), message.at(), each.print()));
            }
        }
    }

    @Override
    public void insertChanges(List<Change> changes) {
        changes.forEach(change ->
                tables.entries.insert(new Rev(change.conversation(), change.rev()), change));
    }

    @Override
    public void insertBatch(List<Touched> touched) {
        // nobody follows a feed in memory
    }

    @Override
    public StateRows rows() {
        return new InMemoryStateRows(tables, position, now);
    }

    @Override
    public GroupRows groups() {
        return new InMemoryGroupRows(tables, position);
    }

    @Override
    public StoredMessages messages() {
        return new InMemoryStoredMessages(tables);
    }

    @Override
    public <T> T undoable(Supplier<T> part) {
        return tables.undoable(part);
    }
}
