package parley.store.sqlite.lag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import parley.core.conversation.Head;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.store.conversation.HeadRows;
import parley.store.sql.Parameters;
import parley.store.sql.Session;

/// Writes what lagged into its tables, in one session. All of it may be written again: what is
/// there already stays or is replaced by the same.
final class LagRows {
    private static final Comparator<Place> BY_HASH =
            (one, other) -> {
                int first = Long.compare(one.conversation(), other.conversation());
                return first != 0 ? first : Long.compare(one.keyHash(), other.keyHash());
            };

    /// Of so many first messages of a conversation the key is found by looking through their
    /// places; most conversations of a server where everyone writes to anyone have no more, and
    /// need no rows for keys.
    static final int LOOKED_THROUGH = 32;

    /// Conversations in one row of a list.
    private static final int LIST_MAX = 128;

    private final Session session;

    /// Where a message is.
    ///
    /// @param keyHash 0 if it has no key
    record Place(long conversation, long seq, long row, long keyHash) {
        /// Whether its key is found by a row of its own.
        boolean hasKeyRow() {
            return keyHash != 0 && seq > LOOKED_THROUGH;
        }
    }

    /// New conversations on one user's list.
    ///
    /// @param again whether some of them may be there
    record ListPart(UserId user, long[] conversations, boolean again) {}

    LagRows(Session session) {
        this.session = session;
    }

    /// All that waits of these.
    void write(Collection<LagEntry> entries) {
        writeLogs(entries.stream().filter(entry -> !entry.isLogMoved()).toList());
    }

    /// Heads, and where the messages are.
    void writeLogs(Collection<LagEntry> entries) {
        var heads = new ArrayList<Head>(entries.size());
        var places = new ArrayList<Place>(entries.size());
        for (var entry : entries) {
            heads.add(entry.head());
            long id = entry.id().number();
            entry.forEachMessage(
                    (seq, row, keyHash) -> places.add(new Place(id, seq, row, keyHash)));
        }
        new HeadRows(session).replace(heads);
        writePlaces("INSERT OR REPLACE", places);
    }

    /// Where messages are, and by which keys they are found.
    void writePlaces(String how, List<Place> places) {
        session.batch(
                how
                        + " INTO message_place (conversation, seq, message, keyHash) VALUES (?, ?, ?, ?)",
                places,
                (p, place) -> {
                    p.add(place.conversation()).add(place.seq()).add(place.row());
                    p.addUnlessZero(place.keyHash());
                });
        session.batch(
                how + " INTO message_key (conversation, keyHash, message) VALUES (?, ?, ?)",
                places.stream().filter(Place::hasKeyRow).sorted(BY_HASH).toList(),
                (p, place) -> p.add(place.conversation()).add(place.keyHash()).add(place.row()));
    }

    /// What is missing on people's lists.
    void writeLists(Collection<ListPart> parts) {
        parts.stream().filter(ListPart::again).forEach(this::unlist);
        var rows = new ArrayList<ListPart>();
        for (var part : parts) {
            var sorted = part.conversations().clone();
            Arrays.sort(sorted);
            for (int from = 0; from < sorted.length; from += LIST_MAX) {
                int to = Math.min(sorted.length, from + LIST_MAX);
                rows.add(new ListPart(part.user(), Arrays.copyOfRange(sorted, from, to), false));
            }
        }
        session.batch(
                "INSERT OR REPLACE INTO direct_list (\"user\", first, conversations) VALUES (?, ?, ?)",
                rows,
                (p, row) ->
                        p.add(row.user())
                                .add(row.conversations()[0])
                                .add(json(row.conversations())));
    }

    // What was listed of these before a crash lies in rows of these alone, and each row goes by one
    // of them.
    private void unlist(ListPart part) {
        session.batch(
                "DELETE FROM direct_list WHERE \"user\" = ? AND first = ?",
                Arrays.stream(part.conversations()).boxed().toList(),
                (p, first) -> p.add(part.user()).add(first));
    }

    private static String json(long[] numbers) {
        var json = new StringBuilder(10 * numbers.length).append('[');
        for (long number : numbers) {
            json.append(json.length() > 1 ? "," : "").append(number);
        }
        return json.append(']').toString();
    }

    /// Lists lie in their table in the order of this number.
    static long placeOfList(UserId user) {
        return Parameters.stored(user);
    }

    /// All up to this batch and message is in its tables.
    void writeMoved(Position batch, long row) {
        session.update(
                "UPDATE moved SET n = ?, message = ? WHERE id = 1", p -> p.add(batch.n()).add(row));
    }
}
