package parley.core.id;

import java.util.OptionalLong;

/// 64 bits as 13 characters of lower-case base32 (RFC 4648 letters), most significant first:
/// exactly one text per number, so a text that decodes is the text that was given out.
final class Base32 {
    static final int LENGTH = 13;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static void encode(long bits, byte[] into, int at) {
        for (int i = 0; i < LENGTH; i++) {
            int shift = 5 * (LENGTH - 1 - i);
            into[at + i] = (byte) ALPHABET.charAt((int) (bits >>> shift) & 31);
        }
    }

    static OptionalLong decode(String text, int from) {
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            int value = value(text.charAt(from + i));
            // the first of 13 characters holds the upper 4 bits alone
            if (value < 0 || (i == 0 && value > 15)) {
                return OptionalLong.empty();
            }
            bits = bits << 5 | value;
        }
        return OptionalLong.of(bits);
    }

    private static int value(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    }
}
