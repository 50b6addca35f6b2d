package parley.store.sqlite.lag;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.id.ConversationId;
import parley.core.log.Position;

/// What of one direct conversation isn't in its tables yet. Guarded by the lock of whoever writes.
final class LagEntry {
    private static final int FIELDS = 3;
    private static final long[] NONE = {};

    private Head head;
    private @Nullable Position made;
    private long[] messages = NONE;
    private int used;
    private boolean logMoved;

    /// Told of each message that has no place yet.
    @FunctionalInterface
    interface MessageTaker {
        /// @param keyHash 0 if it has no key
        void take(long seq, long row, long keyHash);
    }

    LagEntry(Head head) {
        this.head = head;
    }

    LagEntry copy() {
        var copy = new LagEntry(head);
        copy.made = made;
        copy.messages = Arrays.copyOf(messages, used);
        copy.used = used;
        return copy;
    }

    ConversationId id() {
        return head.id();
    }

    Head head() {
        return head;
    }

    void head(Head next) {
        head = next;
    }

    /// The batch that made the conversation, if that isn't in its tables yet either.
    @Nullable Position made() {
        return made;
    }

    void made(Position batch) {
        made = batch;
    }

    /// @param keyHash 0 if it has no key
    void add(long seq, long row, long keyHash) {
        if (used == messages.length) {
            messages = Arrays.copyOf(messages, Math.max(FIELDS, 2 * used));
        }
        messages[used] = seq;
        messages[used + 1] = row;
        messages[used + 2] = keyHash;
        used += FIELDS;
    }

    /// What came later, on top of this.
    void add(LagEntry later) {
        head = later.head;
        made = made == null ? later.made : made;
        later.forEachMessage(this::add);
    }

    int messages() {
        return used / FIELDS;
    }

    void forEachMessage(MessageTaker taker) {
        for (int i = 0; i < used; i += FIELDS) {
            taker.take(messages[i], messages[i + 1], messages[i + 2]);
        }
    }

    /// The row of the message with this key; 0 if there is none here.
    long rowOf(long keyHash) {
        for (int i = 0; i < used; i += FIELDS) {
            if (messages[i + 2] == keyHash) {
                return messages[i + 1];
            }
        }
        return 0;
    }

    /// Whether the head and the messages are in their tables.
    boolean isLogMoved() {
        return logMoved;
    }

    void logMoved() {
        logMoved = true;
    }
}
