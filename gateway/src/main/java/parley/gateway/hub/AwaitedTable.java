package parley.gateway.hub;

import java.util.Arrays;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// What is on its way to people, one place for each person and conversation, the one that was put
/// first at the front. In arrays: hundreds of thousands stay for half a minute, and as objects they
/// would be half of all that the collector looks at. Not thread-safe.
///
/// The bound is that of whoever puts; an array's length allows 2^25 places.
final class AwaitedTable {
    static final int NONE = -1;

    private static final int PLACES_MIN = 1_024;
    private static final int FIELDS = 5;
    private static final int CONVERSATION = 0;
    private static final int USER = 1;
    private static final int FROM = 2;
    private static final int DUE_MS = 3;
    private static final int LAST_SEQ = 4;

    private long[] fields;

    /// The place before and after each in the order of putting; a free one's `after` is the next
    /// free one.
    private int[] before;

    private int[] after;

    /// By hash, open addressing, at most half full: a place and one more, 0 where none is.
    private int[] slots;

    private int first;
    private int last;
    private int free;
    private int size;

    AwaitedTable() {
        clear();
    }

    private void clear() {
        fields = new long[PLACES_MIN * FIELDS];
        before = new int[PLACES_MIN];
        after = new int[PLACES_MIN];
        slots = new int[2 * PLACES_MIN];
        first = NONE;
        last = NONE;
        size = 0;
        freeFrom(0);
    }

    private void freeFrom(int place) {
        for (int i = place; i < after.length; i++) {
            after[i] = i + 1 < after.length ? i + 1 : NONE;
        }
        free = place;
    }

    int size() {
        return size;
    }

    /// The one that was put first; [#NONE] if nothing is here.
    int first() {
        return first;
    }

    /// Where what is on its way to this person is; [#NONE] if nothing is.
    int find(ConversationId conversation, UserId user) {
        return slots[slotOf(conversation.number(), user.bits())] - 1;
    }

    /// Puts at the end what isn't here yet.
    void put(ConversationId conversation, UserId user, UserId from, long dueMs, long lastSeq) {
        if (free == NONE) {
            grow();
        }
        int place = free;
        free = after[place];
        int at = place * FIELDS;
        fields[at + CONVERSATION] = conversation.number();
        fields[at + USER] = user.bits();
        fields[at + FROM] = from.bits();
        fields[at + DUE_MS] = dueMs;
        fields[at + LAST_SEQ] = lastSeq;
        slots[slotOf(conversation.number(), user.bits())] = place + 1;
        before[place] = last;
        after[place] = NONE;
        if (last == NONE) {
            first = place;
        } else {
            after[last] = place;
        }
        last = place;
        size++;
    }

    /// Takes it away; what took much room before and is empty now gives it back.
    void remove(int place) {
        int at = place * FIELDS;
        emptySlot(slotOf(fields[at + CONVERSATION], fields[at + USER]));
        if (before[place] == NONE) {
            first = after[place];
        } else {
            after[before[place]] = after[place];
        }
        if (after[place] == NONE) {
            last = before[place];
        } else {
            before[after[place]] = before[place];
        }
        after[place] = free;
        free = place;
        size--;
        if (size == 0 && after.length > PLACES_MIN) {
            clear();
        }
    }

    ConversationId conversation(int place) {
        return new ConversationId(fields[place * FIELDS + CONVERSATION]);
    }

    UserId user(int place) {
        return new UserId(fields[place * FIELDS + USER]);
    }

    /// Who wrote it.
    UserId from(int place) {
        return new UserId(fields[place * FIELDS + FROM]);
    }

    long dueMs(int place) {
        return fields[place * FIELDS + DUE_MS];
    }

    long lastSeq(int place) {
        return fields[place * FIELDS + LAST_SEQ];
    }

    void lastSeq(int place, long seq) {
        fields[place * FIELDS + LAST_SEQ] = seq;
    }

    /// The slot that holds it, or the empty one that it would go to.
    private int slotOf(long conversation, long user) {
        int slot = home(conversation, user);
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, conversation, user)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private boolean isAt(int place, long conversation, long user) {
        int at = place * FIELDS;
        return fields[at + CONVERSATION] == conversation && fields[at + USER] == user;
    }

    private int home(long conversation, long user) {
        long mixed = (conversation * 0x9E3779B97F4A7C15L ^ user) * 0xD1B54A32D192ED03L;
        return (int) (mixed >>> 32) & slots.length - 1;
    }

    // Those behind it that passed it on their way move up, so that no search ends at the gap.
    private void emptySlot(int emptied) {
        int gap = emptied;
        int slot = gap + 1 & slots.length - 1;
        while (slots[slot] != 0) {
            int at = (slots[slot] - 1) * FIELDS;
            int home = home(fields[at + CONVERSATION], fields[at + USER]);
            if ((slot - home & slots.length - 1) >= (slot - gap & slots.length - 1)) {
                slots[gap] = slots[slot];
                gap = slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[gap] = 0;
    }

    private void grow() {
        int places = after.length;
        fields = Arrays.copyOf(fields, 2 * fields.length);
        before = Arrays.copyOf(before, 2 * places);
        after = Arrays.copyOf(after, 2 * places);
        freeFrom(places);
        slots = new int[4 * places];
        for (int place = 0; place < places; place++) { // each is taken, else none would grow
            int at = place * FIELDS;
            slots[slotOf(fields[at + CONVERSATION], fields[at + USER])] = place + 1;
        }
    }
}
