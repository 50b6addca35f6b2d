package parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever comes over the wire is a command or a [FrameError], never anything else.
final class FuzzTest {
    private static final int MUTATIONS = 200_000;
    private static final String[] WORDS = {
        "null",
        "true",
        "-1",
        "1e400",
        "99999999999999999999",
        "[]",
        "{}",
        "\"\"",
        "\\u0000",
        "\\ud800",
        ",",
        ":",
        "\"",
        "{",
        "}",
        "[",
        "]",
        "\n",
        "\u0000",
        "é",
        "👋",
        "NaN"
    };

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private int commands;
    private int errors;

    @Test
    void mutated_json_is_a_command_or_an_error() {
        var valid = new ArrayList<byte[]>();
        Samples.commands().values().forEach(command -> valid.add(Samples.utf8(command)));
        fuzz(Codec.JSON, valid);
    }

    @Test
    void mutated_cbor_is_a_command_or_an_error() {
        var valid = new ArrayList<byte[]>();
        Samples.events().forEach(event -> valid.add(Codec.CBOR.write(event)));
        for (var type : Samples.commands().keySet()) {
            valid.add(
                    Codec.CBOR.write(out -> {
                        out.put("type", type).put("id", "7").put("conversation", "cv_1");
                        out.put("seq", 7).put("to", "@bob").put("text", "hé👋");
                        out.put("state", "away").put("token", "t").put("on", true);
                        out.texts("users", List.of("us_1")).put("after", 3);
                    }));
        }
        fuzz(Codec.CBOR, valid);
    }

    private void fuzz(Codec codec, List<byte[]> valid) {
        System.out.println("FuzzTest " + codec + " seed " + seed);
        for (int i = 0; i < MUTATIONS; i++) {
            var bytes = mutate(valid.get(random.nextInt(valid.size())), valid);
            try {
                read(codec, bytes);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(HexFormat.of().formatHex(bytes), e);
            }
        }
        assertThat(commands).as("some stay commands").isGreaterThan(MUTATIONS / 100);
        assertThat(errors).as("many are refused").isGreaterThan(MUTATIONS / 10);
    }

    private void read(Codec codec, byte[] bytes) {
        try {
            CommandReader.read(codec.read(bytes));
            commands++;
        } catch (FrameError expected) {
            errors++;
        }
        if (codec == Codec.CBOR) {
            assertThat(codec.readSequence(bytes, 100)).hasSizeLessThanOrEqualTo(100);
        }
    }

    private byte[] mutate(byte[] from, List<byte[]> valid) {
        var bytes = from.clone();
        for (int n = 1 + random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes =
                    switch (random.nextInt(6)) {
                        case 0 -> changed(bytes, at, (byte) random.nextInt());
                        case 1 -> changed(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
                        case 2 -> Arrays.copyOf(bytes, at);
                        case 3 -> spliced(bytes, at, at, word());
                        case 4 -> spliced(bytes, at, Math.min(bytes.length, at + 3), word());
                        default -> spliced(bytes, at, at, part(valid));
                    };
        }
        return bytes;
    }

    private byte[] word() {
        return Samples.utf8(WORDS[random.nextInt(WORDS.length)]);
    }

    private byte[] part(List<byte[]> valid) {
        var whole = valid.get(random.nextInt(valid.size()));
        int from = random.nextInt(whole.length);
        return Arrays.copyOfRange(whole, from, from + random.nextInt(whole.length - from) + 1);
    }

    private static byte[] changed(byte[] bytes, int at, byte to) {
        bytes[at] = to;
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] part) {
        var out = new byte[from + part.length + bytes.length - to];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(part, 0, out, from, part.length);
        System.arraycopy(bytes, to, out, from + part.length, bytes.length - to);
        return out;
    }
}
