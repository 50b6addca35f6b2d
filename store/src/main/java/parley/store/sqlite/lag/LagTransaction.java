package parley.store.sqlite.lag;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.Change;
import parley.core.log.Position;
import parley.core.log.StateRows;
import parley.core.log.StoredMessages;
import parley.store.body.TouchedBodies;
import parley.store.log.BatchRows;
import parley.store.log.SqlLogTransaction;
import parley.store.message.KeyHash;
import parley.store.message.MessageRows;
import parley.store.sql.Session;
import parley.store.sqlite.lag.LagRows.Place;

/// One batch on SQLite: what belongs to direct conversations goes to the [Lag] and the feed, all
/// else to its tables at once.
public final class LagTransaction implements BatchRows {
    private final Session session;
    private final Position position;
    private final KeyHash keyHash;
    private final Lag lag;
    private final SqlLogTransaction plain;
    private final Set<Pair> unmade = new HashSet<>();
    private final long writesBefore;
    private final MessageRows beside;
    private Staged staged;

    public LagTransaction(
            Session session, Position position, Instant now, KeyHash keyHash, Lag lag) {
        this.session = session;
        this.position = position;
        this.keyHash = keyHash;
        this.lag = lag;
        plain = new SqlLogTransaction(session, position, now, keyHash, this::settle);
        staged = new Staged(lag.lastRow());
        writesBefore = session.writes();
        beside = new MessageRows(session, keyHash);
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public Instant now() {
        return plain.now();
    }

    /// What waits of a conversation, as this batch sees it, the older part first.
    private List<LagEntry> waiting(ConversationId id) {
        var waiting = staged.isMoved(id) ? new ArrayList<LagEntry>(1) : lag.waiting(id);
        var own = staged.get(id);
        if (own != null) {
            waiting.add(own);
        }
        return waiting;
    }

    // The rows that lag are in their tables from here on, if this batch is committed.
    private void settle(ConversationId id) {
        var waiting = waiting(id);
        if (!waiting.isEmpty()) {
            new LagRows(session).write(waiting);
            staged.move(id);
        }
    }

    @Override
    public Heads heads(Collection<ConversationId> ids, boolean wait) {
        var held = new HashMap<ConversationId, Head>();
        var rest = new ArrayList<ConversationId>();
        for (var id : ids) {
            var known = known(id);
            if (known == null) {
                rest.add(id);
            } else {
                held.put(id, known);
            }
        }
        if (!rest.isEmpty()) {
            held.putAll(plain.heads(rest, wait).held());
        }
        return new Heads(held, Set.of());
    }

    // What this batch itself has moved is newer in its table than what is known of batches before.
    private @Nullable Head known(ConversationId id) {
        var waiting = waiting(id);
        if (!waiting.isEmpty()) {
            return waiting.getLast().head();
        }
        return staged.isMoved(id) ? null : lag.recent().get(id);
    }

    @Override
    public Map<Pair, ConversationId> directs(Collection<Pair> pairs) {
        var found = new HashMap<Pair, ConversationId>();
        var rest = new ArrayList<Pair>();
        for (var pair : pairs) {
            var id = between(pair);
            if (id != null) {
                found.put(pair, id);
            } else if (lag.mayHold(pair)) {
                rest.add(pair);
            } else {
                unmade.add(pair);
            }
        }
        if (!rest.isEmpty()) {
            found.putAll(plain.directs(rest));
            unmade.addAll(rest);
            unmade.removeAll(found.keySet());
        }
        return found;
    }

    private @Nullable ConversationId between(Pair pair) {
        var own = staged.between(pair);
        var waiting = own == null ? lag.between(pair) : own;
        return waiting == null ? lag.recent().between(pair) : waiting;
    }

    @Override
    public Map<KeyOf, KeptKey> keys(Collection<KeyOf> keys) {
        return new KeyLookup(session).find(keys, keyHash, this::waiting);
    }

    @Override
    public Set<ConversationId> insertHeads(List<Head> heads) {
        var others = new ArrayList<Head>();
        var lost = new HashSet<ConversationId>();
        for (var head : heads) {
            if (head.kind() != Kind.DIRECT) {
                others.add(head);
            } else if (isUnmade(head.pair().orElseThrow())) {
                staged.make(head, position);
            } else {
                lost.add(head.id());
            }
        }
        if (!others.isEmpty()) {
            plain.insertHeads(others);
        }
        return lost;
    }

    private boolean isUnmade(Pair pair) {
        return unmade.remove(pair) || directs(List.of(pair)).isEmpty();
    }

    @Override
    public void updateHeads(Collection<Head> heads) {
        var others = new ArrayList<Head>();
        for (var head : heads) {
            if (head.kind() == Kind.DIRECT) {
                staged.put(head);
            } else {
                others.add(head);
            }
        }
        if (!others.isEmpty()) {
            plain.updateHeads(others);
        }
    }

    @Override
    public void insertMessages(List<NewMessage> messages) {
        var places = new ArrayList<Place>();
        session.batch(
                MessageRows.insertInto("message_row (id, ", "?, "),
                messages,
                (p, each) -> {
                    var message = each.message();
                    var id = message.conversation();
                    long row = staged.nextRow();
                    var key = message.key();
                    long hash = key == null ? 0 : keyHash.of(message.from(), key);
                    MessageRows.bind(p.add(row), each, hash);
                    var entry = entryOf(id);
                    if (entry != null) {
                        requireUnused(id, hash);
                        entry.add(message.seq(), row, hash);
                    } else {
                        places.add(new Place(id.number(), message.seq(), row, hash));
                    }
                });
        new LagRows(session).writePlaces("INSERT", places);
        beside.insertBeside(messages);
    }

    // The writer looks keys up first; this guards against a mistake there, where nothing waits to
    // be read.
    private void requireUnused(ConversationId id, long hash) {
        if (hash == 0) {
            return;
        }
        for (var entry : waiting(id)) {
            if (entry.rowOf(hash) != 0) {
                throw new IllegalStateException("this key is used in this conversation");
            }
        }
    }

    private @Nullable LagEntry entryOf(ConversationId id) {
        var entry = staged.get(id);
        if (entry == null && !staged.isMoved(id)) {
            var waiting = lag.waiting(id);
            if (!waiting.isEmpty()) {
                staged.put(waiting.getLast().head());
                entry = staged.get(id);
            }
        }
        return entry;
    }

    @Override
    public void insertChanges(List<Change> changes) {
        plain.insertChanges(changes);
    }

    @Override
    public void insertBatch(List<Touched> touched) {
        plain.told();
        var heads = staged.told();
        session.update(
                "INSERT INTO batch (lane, n, at, touched, heads) VALUES (?, ?, ?, ?, ?)",
                p ->
                        p.add(position)
                                .add(now())
                                .add(TouchedBodies.encode(touched))
                                .add(heads.isEmpty() ? null : HeadBodies.encode(heads)));
    }

    @Override
    public StateRows rows() {
        return plain.rows();
    }

    @Override
    public GroupRows groups() {
        return plain.groups();
    }

    @Override
    public StoredMessages messages() {
        return plain.messages();
    }

    @Override
    public <T> T undoable(Supplier<T> part) {
        var before = staged.copy();
        try {
            return plain.undoable(part);
        } catch (Throwable e) {
            staged = before;
            throw e;
        }
    }

    @Override
    public void finish() {
        if (!plain.isTold() && (session.writes() > writesBefore || !staged.told().isEmpty())) {
            insertBatch(List.of());
        }
        if (plain.isTold()) {
            lag.add(staged, position);
        }
    }
}
