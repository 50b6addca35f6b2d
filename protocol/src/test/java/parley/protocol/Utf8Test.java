package parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against the JDK's own strict decoder.
final class Utf8Test {
    private static final String[] TEXTS = {"a", "é", "ह", "€", "한", "\uffff", "👋", "\udbff\udfff"};

    private static boolean expected(byte[] bytes, int from, int length) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void same(byte[] bytes, int from, int length) {
        if (Utf8.isValid(bytes, from, length) != expected(bytes, from, length)) {
            var part = Arrays.copyOfRange(bytes, from, from + length);
            throw new AssertionError("they differ about " + HexFormat.of().formatHex(part));
        }
    }

    @Test
    void every_sequence_of_up_to_three_bytes_is_judged_as_the_jdk_does() {
        for (int value = 0; value < 1 << 24; value += value < 1 << 16 ? 1 : 7) {
            var bytes = new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
            int from = value < 1 << 8 ? 2 : value < 1 << 16 ? 1 : 0;
            same(bytes, from, 3 - from);
        }
    }

    @Test
    void random_bytes_are_judged_as_the_jdk_does() {
        long seed = System.nanoTime();
        System.out.println("Utf8Test seed " + seed);
        var random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            var bytes = randomText(random);
            for (int hits = random.nextInt(3); hits > 0 && bytes.length > 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int from = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - from + 1);
            same(bytes, from, length);
            same(bytes, 0, bytes.length);
            valid += Utf8.isValid(bytes, 0, bytes.length) ? 1 : 0;
        }
        assertThat(valid).as("both kinds occur").isBetween(20_000, 180_000);
    }

    private static byte[] randomText(Random random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(24); n > 0; n--) {
            text.append(random.nextBoolean() ? "abcdefgh" : TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
