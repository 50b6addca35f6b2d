package parley.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// What each message of a run carries as its text, so that whoever receives it knows which message
/// it is and since when it was due: 22 characters, the digits of base 32.
///
///     tag 2 | sender 4 | place 3 | number 5 | due 8
///
/// The tag tells this run's messages from those of earlier ones. The place is 0 for a direct
/// conversation, else which of the run's groups it is. Numbers count from 1 in each place and for
/// each addressee of a sender. The time is in microseconds since the run began.
public final class Stamp {
    /// Characters of a stamp.
    public static final int LENGTH = 22;

    public static final int TAGS = 1 << 10;
    public static final int SENDERS_MAX = 1 << 20;
    public static final int PLACES_MAX = 1 << 15;

    private static final int TAG = 0;
    private static final int SENDER = 2;
    private static final int PLACE = 6;
    private static final int NUMBER = 9;
    private static final int DUE = 14;
    private static final byte[] DIGITS =
            "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = new byte[128];

    static {
        for (int i = 0; i < DIGITS.length; i++) {
            VALUES[DIGITS[i]] = (byte) i;
        }
    }

    private static final AtomicInteger LAST_TAG =
            new AtomicInteger((int) (System.nanoTime() >>> 10));

    private Stamp() {}

    /// The tag of one more run: none of the [#TAGS] - 1 before it in this process had it, and where
    /// the first begins is left to chance, for runs of other processes against the same server.
    public static int nextTag() {
        return LAST_TAG.incrementAndGet() & (TAGS - 1);
    }

    /// Writes a stamp.
    ///
    /// @param into at least [#LENGTH] bytes from `at` on
    public static void write(
            byte[] into, int at, int tag, int sender, int place, int number, long dueUs) {
        digits(into, at + TAG, SENDER - TAG, tag);
        digits(into, at + SENDER, PLACE - SENDER, sender);
        digits(into, at + PLACE, NUMBER - PLACE, place);
        digits(into, at + NUMBER, DUE - NUMBER, number);
        digits(into, at + DUE, LENGTH - DUE, dueUs);
    }

    private static void digits(byte[] into, int at, int count, long value) {
        for (int i = count - 1, shift = 0; i >= 0; i--, shift += 5) {
            into[at + i] = DIGITS[(int) (value >>> shift) & 31];
        }
    }

    /// Whether these bytes are a stamp of the run with this tag.
    public static boolean isStamp(byte[] bytes, int at, int length, int tag) {
        return length >= LENGTH
                && bytes[at] == DIGITS[tag >>> 5 & 31]
                && bytes[at + 1] == DIGITS[tag & 31];
    }

    public static int sender(byte[] bytes, int at) {
        return (int) value(bytes, at + SENDER, PLACE - SENDER);
    }

    public static int place(byte[] bytes, int at) {
        return (int) value(bytes, at + PLACE, NUMBER - PLACE);
    }

    public static int number(byte[] bytes, int at) {
        return (int) value(bytes, at + NUMBER, DUE - NUMBER);
    }

    public static long dueUs(byte[] bytes, int at) {
        return value(bytes, at + DUE, LENGTH - DUE);
    }

    private static long value(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = at; i < at + count; i++) {
            value = value << 5 | VALUES[bytes[i] & 127];
        }
        return value;
    }
}
