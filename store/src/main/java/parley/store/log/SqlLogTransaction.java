package parley.store.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.Change;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.log.Position;
import parley.core.log.StateRows;
import parley.core.log.StoredMessages;
import parley.store.body.TouchedBodies;
import parley.store.conversation.HeadRows;
import parley.store.conversation.SqlGroupRows;
import parley.store.message.ChangeRows;
import parley.store.message.KeyHash;
import parley.store.message.MessageRows;
import parley.store.message.StoredMessageRows;
import parley.store.sql.Session;

/// One batch as rows in one session.
public final class SqlLogTransaction implements BatchRows {
    private final Session session;
    private final Position position;
    private final Instant now;
    private final HeadRows heads;
    private final MessageRows messages;
    private final ChangeRows changes;
    private final SqlStateRows rows;
    private final SqlGroupRows groups;
    private final StoredMessageRows stored;
    private final long writesBefore;
    private boolean told;

    /// @param settle called before rows of a conversation's memberships are read or written: what
    ///   of them is elsewhere is to be put in its place
    public SqlLogTransaction(
            Session session,
            Position position,
            Instant now,
            KeyHash keyHash,
            Consumer<ConversationId> settle) {
        this.session = session;
        this.position = position;
        this.now = now;
        heads = new HeadRows(session);
        messages = new MessageRows(session, keyHash);
        changes = new ChangeRows(session);
        rows = new SqlStateRows(session, position, now, settle);
        groups = new SqlGroupRows(session, position);
        stored = new StoredMessageRows(session, settle);
        writesBefore = session.writes();
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
        return heads.lock(ids, wait);
    }

    @Override
    public Map<Pair, ConversationId> directs(Collection<Pair> pairs) {
        return heads.directs(pairs);
    }

    @Override
    public Map<KeyOf, KeptKey> keys(Collection<KeyOf> keys) {
        return messages.keys(keys);
    }

    @Override
    public Set<ConversationId> insertHeads(List<Head> inserted) {
        return heads.insert(inserted);
    }

    @Override
    public void updateHeads(Collection<Head> updated) {
        heads.update(updated);
    }

    @Override
    public void insertMessages(List<NewMessage> inserted) {
        messages.insert(inserted);
    }

    @Override
    public void insertChanges(List<Change> inserted) {
        changes.insert(inserted);
    }

    @Override
    public void insertBatch(List<Touched> touched) {
        told();
        session.update(
                "INSERT INTO batch (lane, n, at, touched) VALUES (?, ?, ?, ?)",
                p -> p.add(position).add(now).add(TouchedBodies.encode(touched)));
    }

    /// This batch has its row in the feed.
    public void told() {
        told = true;
    }

    public boolean isTold() {
        return told;
    }

    /// Leaves a row in the feed also where nothing was told of what was written.
    @Override
    public void finish() {
        if (!told && session.writes() > writesBefore) {
            insertBatch(List.of());
        }
    }

    @Override
    public StateRows rows() {
        return rows;
    }

    @Override
    public GroupRows groups() {
        return groups;
    }

    @Override
    public StoredMessages messages() {
        return stored;
    }

    @Override
    public <T> T undoable(Supplier<T> part) {
        session.execute("SAVEPOINT part");
        try {
            var result = part.get();
            session.execute("RELEASE SAVEPOINT part");
            return result;
        } catch (Throwable e) {
            undo(e);
            throw e;
        }
    }

    // After some errors of the disk the whole transaction is gone, and each statement that came now
    // would be committed by itself.
    private void undo(Throwable why) {
        try {
            session.execute("ROLLBACK TO SAVEPOINT part");
            session.execute("RELEASE SAVEPOINT part");
        } catch (RuntimeException lost) {
            lost.addSuppressed(why);
            throw new StoreUnavailable("the transaction is lost", lost);
        }
    }
}
