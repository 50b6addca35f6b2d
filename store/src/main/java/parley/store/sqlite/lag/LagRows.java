package parley.store.sqlite.lag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.log.Position;
import parley.store.conversation.HeadRows;
import parley.store.conversation.HeadRows.NewDirect;
import parley.store.sql.Parameters;
import parley.store.sql.Session;

/// Writes what lagged into its tables, in one session. All of it may be written again: what is
/// there already stays or is replaced by the same.
final class LagRows {
    private static final Comparator<Key> BY_HASH =
            (one, other) -> {
                int first = Long.compare(one.conversation(), other.conversation());
                return first != 0 ? first : Long.compare(one.keyHash(), other.keyHash());
            };

    private final Session session;

    /// Where a message is.
    record Place(long conversation, long seq, long row) {}

    /// Which message has a key.
    record Key(long conversation, long keyHash, long row) {}

    LagRows(Session session) {
        this.session = session;
    }

    /// All that waits of these.
    void write(Collection<LagEntry> entries) {
        writeLogs(entries.stream().filter(entry -> !entry.isLogMoved()).toList());
        var made = entries.stream().filter(entry -> entry.made() != null).toList();
        writePairs(made);
        writeDirects(made.stream().flatMap(entry -> directs(entry).stream()).toList());
    }

    /// Heads, and where the messages are.
    void writeLogs(Collection<LagEntry> entries) {
        var heads = new ArrayList<Head>(entries.size());
        var places = new ArrayList<Place>(entries.size());
        var keys = new ArrayList<Key>(entries.size());
        for (var entry : entries) {
            heads.add(entry.head());
            long id = entry.id().number();
            entry.forEachMessage((seq, row, keyHash) -> {
                places.add(new Place(id, seq, row));
                if (keyHash != 0) {
                    keys.add(new Key(id, keyHash, row));
                }
            });
        }
        keys.sort(BY_HASH);
        new HeadRows(session).replace(heads);
        writePlaces("INSERT OR REPLACE", places);
        writeKeys("INSERT OR REPLACE", keys);
    }

    void writePlaces(String how, List<Place> places) {
        session.batch(
                how + " INTO message_place (conversation, seq, message) VALUES (?, ?, ?)",
                places,
                (p, place) -> p.add(place.conversation()).add(place.seq()).add(place.row()));
    }

    void writeKeys(String how, List<Key> keys) {
        session.batch(
                how + " INTO message_key (conversation, keyHash, message) VALUES (?, ?, ?)",
                keys,
                (p, key) -> p.add(key.conversation()).add(key.keyHash()).add(key.row()));
    }

    /// How the people of new conversations find them.
    void writePairs(Collection<LagEntry> made) {
        session.batch(
                "INSERT OR IGNORE INTO pair (a, b, conversation) VALUES (?, ?, ?)",
                made,
                (p, entry) -> {
                    var pair = pair(entry);
                    p.add(pair.a()).add(pair.b()).add(entry.id());
                });
    }

    /// What their people's lists are made of.
    void writeDirects(Collection<NewDirect> directs) {
        new HeadRows(session).insertDirects(" ON CONFLICT DO NOTHING", directs);
    }

    static Pair pair(LagEntry entry) {
        return Objects.requireNonNull(entry.head().direct()).pair();
    }

    /// Both people's rows of a new conversation.
    static List<NewDirect> directs(LagEntry made) {
        return NewDirect.of(made.id(), pair(made), Objects.requireNonNull(made.made()));
    }

    /// Pairs lie in their table in the order of this number.
    static long placeOfPair(LagEntry entry) {
        return Parameters.stored(pair(entry).a());
    }

    /// The lists lie in their table in the order of this number.
    static long placeOfDirect(NewDirect row) {
        return Parameters.stored(row.user());
    }

    /// All up to this batch and message is in its tables.
    void writeMoved(Position batch, long row) {
        session.update(
                "UPDATE moved SET n = ?, message = ? WHERE id = 1", p -> p.add(batch.n()).add(row));
    }
}
