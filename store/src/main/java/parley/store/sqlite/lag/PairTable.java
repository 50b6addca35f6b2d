package parley.store.sqlite.lag;

import java.util.Arrays;
import java.util.function.Consumer;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.store.sql.Parameters;

/// Pairs of people and where they talk, in arrays: hundreds of thousands stay for a minute, and as
/// objects the collector would carry them about. Open addressing, at most half full. Thread-safe.
final class PairTable {
    private static final int FIELDS = 3; // a, b, conversation: 0 where nothing is
    private static final int SLOTS_MIN = 1_024;

    /// Of a number by which rows are put in order: the slot; the rest is the upper part of `a`.
    private static final int SLOT_BITS = 24;

    private static final long SLOT = (1L << SLOT_BITS) - 1;

    private long[] slots = new long[SLOTS_MIN * FIELDS];
    private int size;
    private long lowest = Long.MAX_VALUE;
    private long highest;

    synchronized void put(Pair pair, ConversationId id) {
        if (2 * (size + 1) > slots.length / FIELDS) {
            grow();
        }
        put(pair.a().bits(), pair.b().bits(), id.number());
        lowest = Math.min(lowest, id.number());
        highest = Math.max(highest, id.number());
    }

    private void put(long a, long b, long conversation) {
        int at = slotOf(a, b);
        if (slots[at + 2] == 0) {
            size++;
        }
        slots[at] = a;
        slots[at + 1] = b;
        slots[at + 2] = conversation;
    }

    /// Where the pair is, or may be put.
    private int slotOf(long a, long b) {
        int many = slots.length / FIELDS;
        int at = (int) (PairFilter.hash(a, b) & many - 1) * FIELDS;
        while (slots[at + 2] != 0 && (slots[at] != a || slots[at + 1] != b)) {
            at = at + FIELDS == slots.length ? 0 : at + FIELDS;
        }
        return at;
    }

    private void grow() {
        var before = slots;
        slots = new long[before.length * 2];
        size = 0;
        for (int at = 0; at < before.length; at += FIELDS) {
            if (before[at + 2] != 0) {
                put(before[at], before[at + 1], before[at + 2]);
            }
        }
    }

    /// The number of the conversation between these two; 0 if there is none here.
    synchronized long get(Pair pair) {
        return slots[slotOf(pair.a().bits(), pair.b().bits()) + 2];
    }

    synchronized int size() {
        return size;
    }

    /// The lowest number of a conversation here; beyond all if it is empty.
    synchronized long lowest() {
        return lowest;
    }

    /// The highest number of a conversation here; 0 if it is empty.
    synchronized long highest() {
        return highest;
    }

    synchronized void forEach(Consumer<Pair> taker) {
        for (int at = 0; at < slots.length; at += FIELDS) {
            if (slots[at + 2] != 0) {
                taker.accept(new Pair(new UserId(slots[at]), new UserId(slots[at + 1])));
            }
        }
    }

    /// All of it as rows (a, b, conversation) in about the order in which they lie in the database.
    /// Called when nothing is put into it any more: it holds no lock, so that nobody who looks for
    /// a pair waits.
    Rows rows() {
        var order = new long[size];
        int next = 0;
        for (int at = 0; at < slots.length; at += FIELDS) {
            if (slots[at + 2] != 0) {
                long rank = Parameters.stored(new UserId(slots[at])) >> SLOT_BITS << SLOT_BITS;
                order[next++] = rank | at / FIELDS;
            }
        }
        Arrays.sort(order);
        var rows = new long[next * FIELDS];
        for (int i = 0; i < next; i++) {
            int at = (int) (order[i] & SLOT) * FIELDS;
            rows[i * FIELDS] = Parameters.stored(new UserId(slots[at]));
            rows[i * FIELDS + 1] = Parameters.stored(new UserId(slots[at + 1]));
            rows[i * FIELDS + 2] = slots[at + 2];
        }
        return new Rows(rows);
    }

    /// Rows as they are stored.
    static final class Rows {
        private final long[] fields;

        private Rows(long[] fields) {
            this.fields = fields;
        }

        int size() {
            return fields.length / FIELDS;
        }

        long a(int row) {
            return fields[row * FIELDS];
        }

        long b(int row) {
            return fields[row * FIELDS + 1];
        }

        long conversation(int row) {
            return fields[row * FIELDS + 2];
        }
    }
}
