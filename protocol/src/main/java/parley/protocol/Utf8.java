package parley.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Tells whether bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing
/// above U+10FFFF).
public final class Utf8 {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    public static boolean isValid(byte[] bytes, int from, int length) {
        int end = from + length;
        int i = from;
        while (i < end) {
            if (bytes[i] >= 0) {
                i = end - i >= 8 && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0 ? i + 8 : i + 1;
                continue;
            }
            int size = sequenceAt(bytes, i, end);
            if (size == 0) {
                return false;
            }
            i += size;
        }
        return true;
    }

    /// The length of the well-formed sequence of several bytes that begins here, 0 if there is
    /// none.
    private static int sequenceAt(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) {
            return follows(bytes, i, end, 2, 0x80, 0xbf) ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            int low = first == 0xe0 ? 0xa0 : 0x80;
            int high = first == 0xed ? 0x9f : 0xbf;
            return follows(bytes, i, end, 3, low, high) ? 3 : 0;
        }
        if (first >= 0xf0 && first <= 0xf4) {
            int low = first == 0xf0 ? 0x90 : 0x80;
            int high = first == 0xf4 ? 0x8f : 0xbf;
            return follows(bytes, i, end, 4, low, high) ? 4 : 0;
        }
        return 0;
    }

    private static boolean follows(byte[] bytes, int i, int end, int size, int low, int high) {
        if (i + size > end) {
            return false;
        }
        int second = bytes[i + 1] & 0xff;
        if (second < low || second > high) {
            return false;
        }
        for (int k = i + 2; k < i + size; k++) {
            if ((bytes[k] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
