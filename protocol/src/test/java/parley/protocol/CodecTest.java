package parley.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static parley.protocol.Samples.utf8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecTest {
    private static final HexFormat HEX = HexFormat.of();

    /// What a frame holds, in an order that doesn't depend on the encoding.
    private static Object plain(@Nullable Object value) {
        return switch (value) {
            case Fields fields ->
                    fields.names().stream().map(name -> name + "=" + raw(fields, name)).toList();
            case List<?> list -> list.stream().map(CodecTest::plain).toList();
            case null -> "null";
            default -> value;
        };
    }

    private static Object raw(Fields fields, String name) {
        for (var read :
                List.<java.util.function.Supplier<@Nullable Object>>of(
                        () -> fields.text(name),
                        () -> fields.number(name).stream().boxed().findFirst().orElse(null),
                        () -> fields.truth(name),
                        () -> fields.object(name).map(CodecTest::plain).orElse(null),
                        () -> fields.texts(name),
                        () -> fields.numbers(name),
                        () -> fields.objects(name).stream().map(CodecTest::plain).toList())) {
            try {
                return Objects.requireNonNullElse(read.get(), "null");
            } catch (FrameError another) {
                // it is of another kind
            }
        }
        throw new AssertionError(name + " is of no kind");
    }

    private static void refused(Codec codec, byte[] frame, String code) {
        assertThatExceptionOfType(FrameError.class)
                .isThrownBy(() -> codec.read(frame).requireWellFormed())
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
    }

    private static void refusedJson(String frame) {
        refused(Codec.JSON, utf8(frame), FrameError.BAD_FRAME);
    }

    private static void refusedCbor(String hex) {
        refused(Codec.CBOR, HEX.parseHex(hex), FrameError.BAD_FRAME);
    }

    @Test
    void every_frame_says_the_same_in_both_encodings() {
        Stream.<Frame>concat(Samples.events().stream(), Samples.replies().stream())
                .forEach(frame -> {
                    var json = Codec.JSON.read(Codec.JSON.write(frame));
                    var cbor = Codec.CBOR.read(Codec.CBOR.write(frame));
                    json.requireWellFormed();
                    assertThat(plain(cbor)).as(frame.toString()).isEqualTo(plain(json));
                    assertThat(json.text("type")).isNotEmpty();
                });
    }

    @Test
    void a_frame_in_json_is_one_line() {
        for (var frame : Samples.events()) {
            assertThat(new String(Codec.JSON.write(frame), UTF_8)).doesNotContain("\n", "\r");
        }
    }

    @Test
    void a_message_has_its_documented_names() {
        assertThat(Codec.JSON.read(Codec.JSON.write(Samples.events().getFirst())).names())
                .containsExactly(
                        "type",
                        "conversation",
                        "rev",
                        "seq",
                        "from",
                        "at",
                        "text",
                        "format",
                        "replyTo",
                        "thread",
                        "mentions",
                        "expiresAt",
                        "scheduled",
                        "key",
                        "users");
    }

    @Test
    void what_is_missing_is_left_out_and_a_picture_is_null() {
        var profile = Codec.JSON.write(new Event.Profile(new Person("u", "a", "A", false, null)));

        assertThat(new String(profile, UTF_8))
                .isEqualTo(
                        "{\"type\":\"profile\",\"user\":{\"id\":\"u\",\"username\":\"a\",\"name\":\"A\",\"avatar\":null}}");
    }

    @Test
    void times_have_milliseconds_even_when_they_are_zero() {
        assertThat(Times.text(java.time.Instant.parse("2026-11-22T04:16:05Z")))
                .isEqualTo("2026-11-22T04:16:05.000Z");
        assertThat(Times.parse("2026-11-22T04:16:05.123Z")).contains(Samples.AT);
        assertThat(Times.parse("yesterday")).isEmpty();
    }

    @Test
    void no_deeper_than_32() {
        assertThat(Codec.JSON.read(utf8(nested(32))).has("a")).isTrue();
        refusedJson(nested(33));
        refusedJson(nested(30_000));
    }

    // the frame itself is the first
    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    @Test
    void no_deeper_than_32_in_cbor() {
        // {"a": [[...]]}: a1 61 61, then arrays of one, the innermost empty
        assertThat(Codec.CBOR.read(HEX.parseHex("a16161" + "81".repeat(30) + "80")).has("a"))
                .isTrue();
        refusedCbor("a16161" + "81".repeat(31) + "80");
        refusedCbor("a16161" + "81".repeat(30_000) + "80");
        refusedCbor("a16161" + "9f".repeat(30_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":[{\"b\":1,\"\\u0062\":1}]}",
                "{\"a\":1,\"b\":2,\"\\u0061\":null}"
            })
    void no_name_stands_twice(String frame) {
        refusedJson(frame);
    }

    @Test
    void no_name_stands_twice_in_cbor() {
        refusedCbor("a2616101616102");
        refusedCbor("bf616101616102ff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"a\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{\"a\"}",
                "{\"a\":}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\t\"}",
                "/**/{}",
                "{\"a\":1}//",
                "{\"a\":\"\\ud8\"}",
                "\ufeff{",
                "{\"a\":[1}",
                "{\"a\":[1"
            })
    void what_is_no_object_is_no_frame(String frame) {
        refusedJson(frame);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "80",
                "01",
                "6161",
                "f6", // a list, a number, a text, null
                "a0a0", // two frames where one was to be read
                "a1616101ff", // something after it
                "a10102", // a key that is a number
                "a1420102f6", // a key that is bytes
                "a1f602", // a key that is null
                "a161614101", // bytes
                "a16161f7", // undefined
                "a16161e0", // a simple value without a meaning
                "a16161c11a514b67b0", // a time tag
                "a16161c249010000000000000000", // a big number
                "a16161c48221196ab3", // a decimal fraction
                "d9d9f7a0", // the tag of CBOR itself
                "a16161d81900", // a reference to a text
                "a1616163ff", // a text that ends too early
                "a1616162c328", // a text that isn't UTF-8
                "a16161", // no value
                "bf616101" // no end
            })
    void what_is_no_map_of_texts_is_no_frame_in_cbor(String hex) {
        refusedCbor(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "eda080", "f4908080", "80", "e282", "ff", "c3"})
    void bad_utf8_is_no_frame(String hex) {
        refused(Codec.JSON, json(HEX.parseHex(hex)), FrameError.BAD_FRAME);
    }

    private static byte[] json(byte[] text) {
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.writeBytes(utf8("{\"a\":\""));
        bytes.writeBytes(text);
        bytes.writeBytes(utf8("\"}"));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\",\"text\":\"\\u0000\"}",
                "{\"id\":\"1\",\"text\":\"a\\ud800\"}",
                "{\"id\":\"1\",\"text\":\"\\udc00a\"}",
                "{\"id\":\"1\",\"text\":\"\\udc00\\ud800\"}",
                "{\"id\":\"1\",\"list\":[{\"text\":\"\\u0000\"}]}"
            })
    void text_that_is_no_text_is_a_bad_request_and_the_id_is_still_known(String frame) {
        var fields = Codec.JSON.read(utf8(frame));

        assertThat(fields.echoableId()).isEqualTo("1");
        assertThatExceptionOfType(FrameError.class)
                .isThrownBy(fields::requireWellFormed)
                .satisfies(error -> assertThat(error.code()).isEqualTo(FrameError.BAD_REQUEST))
                .satisfies(error -> assertThat(error.field()).isEqualTo("text"));
    }

    @Test
    void names_are_text_too() {
        refused(Codec.JSON, utf8("{\"\\u0000\":1}"), FrameError.BAD_REQUEST);
        refusedJson("{\"a\":{\"\\ud800\":1}}"); // the parser itself takes no such name
    }

    @Test
    void pairs_of_surrogates_are_characters() {
        var fields = Codec.JSON.read(utf8("{\"a\":\"\\ud83d\\udc4b\",\"b\":\"👋\"}"));

        fields.requireWellFormed();
        assertThat(fields.text("a")).isEqualTo("👋").isEqualTo(fields.text("b"));
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void ten_megabytes_are_refused_or_read_but_break_nothing(Codec codec) {
        var text = "x".repeat(10 * 1024 * 1024);
        var frame = codec.write(out -> out.put("text", text));

        refused(codec, frame, FrameError.BAD_FRAME);
    }

    @Test
    void long_lists_long_objects_and_long_numbers_are_refused() {
        refusedJson("{\"a\":[" + "1,".repeat(5_000) + "1]}");
        var names = new StringBuilder("{\"n\":0");
        for (int i = 0; i < 5_000; i++) {
            names.append(",\"").append(i).append("\":0");
        }
        refusedJson(names + "}");
        refusedJson("{\"a\":" + "9".repeat(60_000) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "9223372036854775808", "1.5", "-1e-999999999", "1e3"})
    void what_is_no_whole_number_of_64_bits_is_no_number(String number) {
        var fields = Codec.JSON.read(utf8("{\"n\":" + number + "}"));

        assertThatExceptionOfType(FrameError.class)
                .isThrownBy(() -> fields.number("n"))
                .satisfies(error -> assertThat(error.field()).isEqualTo("n"));
    }

    @Test
    void a_sequence_gives_its_frames_and_what_is_wrong_with_the_rest() {
        var three = HEX.parseHex("a1616101" + "a1616102" + "a1616103");
        assertThat(numbers(Codec.CBOR.readSequence(three, 10))).containsExactly(1L, 2L, 3L);
        assertThat(Codec.CBOR.readSequence(new byte[0], 10)).isEmpty();

        var broken = Codec.CBOR.readSequence(HEX.parseHex("a1616101" + "a16161"), 10);
        assertThat(broken).hasSize(2);
        assertThat(numbers(broken.subList(0, 1))).containsExactly(1L);
        assertThat(broken.getLast()).isInstanceOf(FrameError.class);

        var notAMap = Codec.CBOR.readSequence(HEX.parseHex("a1616101" + "01" + "a1616102"), 10);
        assertThat(notAMap.get(1)).isInstanceOf(FrameError.class);
    }

    private static List<Long> numbers(List<Object> frames) {
        var numbers = new ArrayList<Long>();
        frames.forEach(frame -> numbers.add(((Fields) frame).number("a").orElseThrow()));
        return numbers;
    }
}
