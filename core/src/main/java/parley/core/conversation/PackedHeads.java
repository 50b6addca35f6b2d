package parley.core.conversation;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;

/// Heads of direct conversations, each as a row of numbers. As objects they would take more than
/// twice as much, and the collector would look at each again and again. Not thread-safe.
///
/// Bound: the number given. The one that wasn't used since it came, or since it was passed over
/// last, goes: places are looked at in a circle.
final class PackedHeads {
    private static final int NONE = -1;
    private static final int SLOTS_MIN = 1_024;
    private static final int PAGE = 1_024; // places

    private static final int ID = 0; // 0 where a place is empty
    private static final int A = 1;
    private static final int B = 2;
    private static final int LAST_SEQ = 3;
    private static final int LAST_REV = 4;
    private static final int LAST_ODD = 5;
    private static final int LAST_AT_MS = 6;
    private static final int LAST_MESSAGE_AT_MS = 7;
    private static final int TOUCHED_LANE = 8;
    private static final int TOUCHED_N = 9;
    private static final int MEMBER_REV = 10;
    private static final int RECEIVED_A = 11;
    private static final int READ_A = 12;
    private static final int RECEIVED_B = 13;
    private static final int READ_B = 14;
    private static final int FIELDS = 15;

    private final int max;
    private final BitSet used = new BitSet();
    private long[][] pages = {};

    /// By hash, open addressing, at most half full: a place and one more, 0 where none is.
    private int[] slots = new int[SLOTS_MIN];

    private int places;
    private int hand = NONE;

    PackedHeads(int max) {
        this.max = max;
    }

    /// Whether it can be told in numbers: nothing is set in it, as in nearly every one.
    static boolean fits(Head head) {
        var progress = head.progress();
        return head.direct() != null
                && head.kind() == Kind.DIRECT
                && head.settings().equals(Head.Settings.NONE)
                && head.members() == membersOf(head.direct().pair())
                && isWholeMs(progress.lastAt())
                && isWholeMs(progress.lastMessageAt());
    }

    private static int membersOf(Pair pair) {
        return pair.isWithSelf() ? 1 : 2;
    }

    private static boolean isWholeMs(Instant time) {
        return time.getNano() % 1_000_000 == 0;
    }

    /// The head, which is in use by that.
    @Nullable Head find(ConversationId id) {
        int place = placeOf(id.number());
        if (place == NONE) {
            return null;
        }
        used.set(place);
        return read(place, id);
    }

    /// Who talks there; asking isn't use.
    @Nullable Pair pair(ConversationId id) {
        int place = placeOf(id.number());
        return place == NONE ? null : pair(pages[place / PAGE], place % PAGE * FIELDS);
    }

    /// Puts one that fits, or a later one in its place, which is use.
    void put(Head head) {
        long id = head.id().number();
        int place = placeOf(id);
        if (place == NONE) {
            place = emptyPlace();
            slots[slotOf(id)] = place + 1;
        } else {
            used.set(place);
        }
        write(place, head);
    }

    void remove(ConversationId id) {
        int place = placeOf(id.number());
        if (place != NONE) {
            empty(place);
        }
    }

    private void empty(int place) {
        int at = place % PAGE * FIELDS;
        var page = pages[place / PAGE];
        emptySlot(slotOf(page[at + ID]));
        page[at + ID] = 0;
        used.clear(place);
    }

    private int emptyPlace() {
        if (places < max) {
            if (places == pages.length * PAGE) {
                pages = Arrays.copyOf(pages, pages.length + 1);
                pages[pages.length - 1] = new long[PAGE * FIELDS];
            }
            places++;
            if (2 * places > slots.length) {
                growSlots();
            }
            return places - 1;
        }
        do {
            hand = hand + 1 < max ? hand + 1 : 0;
        } while (passOver(hand));
        return hand;
    }

    private boolean passOver(int place) {
        if (used.get(place)) {
            used.clear(place);
            return true;
        }
        if (idAt(place) != 0) {
            empty(place);
        }
        return false;
    }

    private long idAt(int place) {
        return pages[place / PAGE][place % PAGE * FIELDS + ID];
    }

    private int placeOf(long id) {
        return slots[slotOf(id)] - 1;
    }

    /// The slot that holds it, or the empty one that it would go to.
    private int slotOf(long id) {
        int slot = home(id);
        while (slots[slot] != 0 && idAt(slots[slot] - 1) != id) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int home(long id) {
        return (int) (id * 0x9E3779B97F4A7C15L >>> 32) & slots.length - 1;
    }

    // Those behind it that passed it on their way move up, so that no search ends at the gap.
    private void emptySlot(int emptied) {
        int gap = emptied;
        int slot = gap + 1 & slots.length - 1;
        while (slots[slot] != 0) {
            int home = home(idAt(slots[slot] - 1));
            if ((slot - home & slots.length - 1) >= (slot - gap & slots.length - 1)) {
                slots[gap] = slots[slot];
                gap = slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[gap] = 0;
    }

    private void growSlots() {
        slots = new int[2 * slots.length];
        for (int place = 0; place < places; place++) {
            long id = idAt(place);
            if (id != 0) {
                slots[slotOf(id)] = place + 1;
            }
        }
    }

    private void write(int place, Head head) {
        var row = pages[place / PAGE];
        int at = place % PAGE * FIELDS;
        var direct = head.direct();
        if (direct == null) {
            throw new IllegalArgumentException("it doesn't fit");
        }
        var progress = head.progress();
        row[at + ID] = head.id().number();
        row[at + A] = direct.pair().a().bits();
        row[at + B] = direct.pair().b().bits();
        row[at + LAST_SEQ] = progress.lastSeq();
        row[at + LAST_REV] = progress.lastRev();
        row[at + LAST_ODD] = progress.lastOdd();
        row[at + LAST_AT_MS] = progress.lastAt().toEpochMilli();
        row[at + LAST_MESSAGE_AT_MS] = progress.lastMessageAt().toEpochMilli();
        row[at + TOUCHED_LANE] = head.touched().lane();
        row[at + TOUCHED_N] = head.touched().n();
        row[at + MEMBER_REV] = head.memberRev();
        row[at + RECEIVED_A] = direct.a().received();
        row[at + READ_A] = direct.a().read();
        row[at + RECEIVED_B] = direct.b().received();
        row[at + READ_B] = direct.b().read();
    }

    private Head read(int place, ConversationId id) {
        var row = pages[place / PAGE];
        int at = place % PAGE * FIELDS;
        var pair = pair(row, at);
        var progress =
                new Head.Progress(
                        row[at + LAST_SEQ],
                        row[at + LAST_REV],
                        Instant.ofEpochMilli(row[at + LAST_AT_MS]),
                        Instant.ofEpochMilli(row[at + LAST_MESSAGE_AT_MS]),
                        row[at + LAST_ODD]);
        return new Head(
                id,
                Kind.DIRECT,
                progress,
                new Position((int) row[at + TOUCHED_LANE], row[at + TOUCHED_N]),
                row[at + MEMBER_REV],
                membersOf(pair),
                new Head.Direct(
                        pair,
                        new Marks(row[at + RECEIVED_A], row[at + READ_A]),
                        new Marks(row[at + RECEIVED_B], row[at + READ_B])),
                Head.Settings.NONE);
    }

    private static Pair pair(long[] row, int at) {
        return new Pair(new UserId(row[at + A]), new UserId(row[at + B]));
    }
}
