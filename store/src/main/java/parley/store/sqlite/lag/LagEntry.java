package parley.store.sqlite.lag;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;

/// What of one direct conversation isn't in its tables yet. Guarded by the lock of whoever writes,
/// but its id and its pair, which never change.
///
/// Tens of thousands of these wait for seconds, which makes them most of what a busy server's
/// collector has to copy. So one is one object as long as a single message waits; times and
/// positions are those of the batch, which all of its entries share.
final class LagEntry {
    private static final int FIELDS = 3;
    private static final long[] NONE = {};

    private final ConversationId id;
    private final long a;
    private final long b;
    private @Nullable Position made;
    private boolean logMoved;

    // the head
    private long lastSeq;
    private long lastRev;
    private long lastOdd;
    private Instant lastAt;
    private Instant lastMessageAt;
    private Position touched;
    private long memberRev;
    private int members;
    private long receivedByA;
    private long readByA;
    private long receivedByB;
    private long readByB;
    private Head.Settings settings;

    // the first message, if there is one, and those after it
    private long seq;
    private long row;
    private long keyHash;
    private int messages;
    private long[] later = NONE;

    /// Told of each message that has no place yet.
    @FunctionalInterface
    interface MessageTaker {
        /// @param keyHash 0 if it has no key
        void take(long seq, long row, long keyHash);
    }

    LagEntry(Head head) {
        var pair = direct(head).pair();
        id = head.id();
        a = pair.a().bits();
        b = pair.b().bits();
        lastAt = head.progress().lastAt();
        lastMessageAt = head.progress().lastMessageAt();
        touched = head.touched();
        settings = head.settings();
        head(head);
    }

    private static Head.Direct direct(Head head) {
        return Objects.requireNonNull(head.direct(), "only direct conversations lag behind");
    }

    LagEntry copy() {
        var copy = new LagEntry(head());
        copy.made = made;
        copy.seq = seq;
        copy.row = row;
        copy.keyHash = keyHash;
        copy.messages = messages;
        copy.later = later.clone();
        return copy;
    }

    ConversationId id() {
        return id;
    }

    Pair pair() {
        return new Pair(new UserId(a), new UserId(b));
    }

    Head head() {
        return new Head(
                id,
                Kind.DIRECT,
                new Head.Progress(lastSeq, lastRev, lastAt, lastMessageAt, lastOdd),
                touched,
                memberRev,
                members,
                new Head.Direct(
                        pair(), new Marks(receivedByA, readByA), new Marks(receivedByB, readByB)),
                settings);
    }

    /// @param next of the same conversation
    void head(Head next) {
        var progress = next.progress();
        lastSeq = progress.lastSeq();
        lastRev = progress.lastRev();
        lastOdd = progress.lastOdd();
        lastAt = progress.lastAt();
        lastMessageAt = progress.lastMessageAt();
        touched = next.touched();
        memberRev = next.memberRev();
        members = next.members();
        var direct = direct(next);
        receivedByA = direct.a().received();
        readByA = direct.a().read();
        receivedByB = direct.b().received();
        readByB = direct.b().read();
        settings = next.settings();
    }

    /// The batch that made the conversation, if that isn't in its tables yet either.
    @Nullable Position made() {
        return made;
    }

    void made(Position batch) {
        made = batch;
    }

    /// @param hash of its key; 0 if it has none
    void add(long messageSeq, long messageRow, long hash) {
        if (messages++ == 0) {
            seq = messageSeq;
            row = messageRow;
            keyHash = hash;
            return;
        }
        int at = (messages - 2) * FIELDS;
        if (at == later.length) {
            later = Arrays.copyOf(later, Math.max(FIELDS, 2 * at));
        }
        later[at] = messageSeq;
        later[at + 1] = messageRow;
        later[at + 2] = hash;
    }

    /// What came later, on top of this.
    void add(LagEntry next) {
        head(next.head());
        made = made == null ? next.made : made;
        next.forEachMessage(this::add);
    }

    int messages() {
        return messages;
    }

    void forEachMessage(MessageTaker taker) {
        if (messages > 0) {
            taker.take(seq, row, keyHash);
        }
        for (int i = 0; i < (messages - 1) * FIELDS; i += FIELDS) {
            taker.take(later[i], later[i + 1], later[i + 2]);
        }
    }

    /// The row of the message with this key; 0 if there is none here.
    long rowOf(long hash) {
        if (messages > 0 && keyHash == hash) {
            return row;
        }
        for (int i = 0; i < (messages - 1) * FIELDS; i += FIELDS) {
            if (later[i + 2] == hash) {
                return later[i + 1];
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
