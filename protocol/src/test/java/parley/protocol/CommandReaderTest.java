package parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static parley.protocol.Samples.utf8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandReaderTest {
    /// A value of each kind but the one named.
    private static final Map<String, String> KINDS =
            Map.of(
                    "text", "\"x\"",
                    "number", "5",
                    "truth", "true",
                    "object", "{\"name\":\"x\"}",
                    "texts", "[\"x\"]",
                    "numbers", "[5]");

    private static final Map<String, String> KIND_OF =
            Map.ofEntries(
                    Map.entry("replyTo", "number"),
                    Map.entry("thread", "number"),
                    Map.entry("expiresInS", "number"),
                    Map.entry("ifRev", "number"),
                    Map.entry("seq", "number"),
                    Map.entry("target", "number"),
                    Map.entry("before", "number"),
                    Map.entry("limit", "number"),
                    Map.entry("presence", "truth"),
                    Map.entry("on", "truth"),
                    Map.entry("guest", "object"),
                    Map.entry("poll", "object"),
                    Map.entry("forward", "object"),
                    Map.entry("options", "numbers"),
                    Map.entry("accept", "texts"),
                    Map.entry("attachments", "texts"),
                    Map.entry("mentions", "texts"),
                    Map.entry("users", "texts"));

    private static final Pattern FIELD =
            Pattern.compile("\"(\\w+)\":(\"[^\"]*\"|\\d+|\\w+|\\[[^]]*]|\\{[^}]*})");

    private static Command read(String json) {
        return CommandReader.read(Codec.JSON.read(utf8(json)));
    }

    private static FrameError error(String json) {
        try {
            throw new AssertionError("this should have been refused: " + read(json) + json);
        } catch (FrameError e) {
            return e;
        }
    }

    static Stream<Arguments> wrongKinds() {
        var all = new ArrayList<Arguments>();
        Samples.commands()
                .forEach((type, command) -> {
                    var field = FIELD.matcher(command);
                    while (field.find()) {
                        String name = field.group(1);
                        if (!name.equals("type") && field.start() > 0) {
                            KINDS.forEach((kind, value) -> {
                                if (!kind.equals(kindOf(type, name))) {
                                    all.add(
                                            Arguments.of(
                                                    name,
                                                    replace(
                                                            command,
                                                            field.toMatchResult(),
                                                            value)));
                                }
                            });
                        }
                    }
                });
        return all.stream();
    }

    private static String kindOf(String type, String name) {
        return type.equals("changes") && name.equals("after")
                ? "number"
                : Objects.requireNonNull(KIND_OF.getOrDefault(name, "text"));
    }

    private static String replace(String command, java.util.regex.MatchResult at, String value) {
        return command.substring(0, at.start(2)) + value + command.substring(at.end(2));
    }

    @ParameterizedTest
    @MethodSource("wrongKinds")
    void a_field_of_the_wrong_kind_is_a_bad_request_that_names_it(String name, String command) {
        var error = error(command);

        assertThat(error.code()).as(command).isEqualTo(FrameError.BAD_REQUEST);
        assertThat(error.field()).as(command).isEqualTo(name);
    }

    @Test
    void every_command_is_read() {
        var types = new ArrayList<String>();
        Samples.commands()
                .forEach((type, json) -> {
                    var command = read(json);
                    assertThat(command.getClass().getSimpleName()).isEqualToIgnoringCase(type);
                    types.add(type);
                });
        assertThat(types).hasSize(18);
    }

    @Test
    void a_send_is_read_whole() {
        var send = (Command.Send) read(Objects.requireNonNull(Samples.commands().get("send")));

        assertThat(send.to()).isEqualTo("@bob");
        assertThat(send.content())
                .isEqualTo(
                        new Command.Content(
                                "hé é",
                                "plain",
                                "aGk=",
                                12,
                                12,
                                List.of("md_1"),
                                List.of("@all"),
                                OptionalLong.of(3600),
                                new Command.Forward("cv_2", 1),
                                new Command.Poll(List.of("a", "b"), false, true, "z")));
        assertThat(send.conditions())
                .isEqualTo(new Command.Conditions("k", "j", OptionalLong.of(57)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"type\":null}", "{\"type\":7}", "{\"type\":{}}", "{\"id\":\"1\"}"})
    void a_frame_without_a_type_is_none(String json) {
        assertThat(error(json).code()).isEqualTo(FrameError.BAD_FRAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nope", "HELLO", "hello ", "toString"})
    void an_unknown_command_is_said_to_be_unknown(String type) {
        assertThat(error("{\"type\":\"" + type + "\"}").code())
                .isEqualTo(FrameError.UNKNOWN_COMMAND);
    }

    @Test
    void a_long_unknown_command_is_not_repeated_whole() {
        assertThat(error("{\"type\":\"" + "x".repeat(60_000) + "\"}").sentence())
                .hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"send\",\"text\":\"x\"} to",
                "{\"type\":\"auth\"} token",
                "{\"type\":\"ack\",\"seq\":1} conversation",
                "{\"type\":\"ack\",\"conversation\":\"c\"} seq",
                "{\"type\":\"ack\",\"conversation\":\"c\",\"seq\":-1} seq",
                "{\"type\":\"ack\",\"conversation\":\"c\",\"seq\":1.5} seq",
                "{\"type\":\"ack\",\"conversation\":\"c\",\"seq\":1e30} seq",
                "{\"type\":\"read\",\"conversation\":null,\"seq\":1} conversation",
                "{\"type\":\"history\"} conversation",
                "{\"type\":\"history\",\"conversation\":\"c\",\"limit\":0} limit",
                "{\"type\":\"history\",\"conversation\":\"c\",\"limit\":-1} limit",
                "{\"type\":\"history\",\"conversation\":\"c\",\"before\":-1} before",
                "{\"type\":\"history\",\"conversation\":\"c\",\"before\":1,\"after\":1} before",
                "{\"type\":\"changes\",\"conversation\":\"c\"} after",
                "{\"type\":\"presence\"} state",
                "{\"type\":\"ping\",\"id\":\"\"} id",
                "{\"type\":\"hello\",\"id\":\"1\",\"guest\":{}} name",
                "{\"type\":\"send\",\"to\":\"x\",\"replyTo\":-1} replyTo"
            })
    void what_is_missing_or_out_of_range_is_named(String jsonAndField) {
        int space = jsonAndField.lastIndexOf(' ');
        var error = error(jsonAndField.substring(0, space));

        assertThat(error.code()).isEqualTo(FrameError.BAD_REQUEST);
        assertThat(error.field()).isEqualTo(jsonAndField.substring(space + 1));
    }

    @Test
    void unknown_fields_are_ignored() {
        assertThat(read("{\"type\":\"ping\",\"id\":\"1\",\"later\":{\"x\":[1,{}]}}"))
                .isEqualTo(new Command.Ping("1"));
    }

    @Test
    void a_page_is_100_at_most() {
        var history =
                (Command.History)
                        read("{\"type\":\"history\",\"conversation\":\"c\",\"limit\":5000}");
        assertThat(history.limit()).isEqualTo(100);
    }

    @Test
    void a_text_with_a_zero_is_a_bad_request_but_an_unknown_command_is_unknown_first() {
        assertThat(error("{\"type\":\"ping\",\"x\":\"\\u0000\"}").code())
                .isEqualTo(FrameError.BAD_REQUEST);
        assertThat(error("{\"type\":\"nope\",\"x\":\"\\u0000\"}").code())
                .isEqualTo(FrameError.UNKNOWN_COMMAND);
    }

    @Test
    void frame_errors_carry_no_stack_trace() {
        assertThatExceptionOfType(FrameError.class)
                .isThrownBy(() -> read("{}"))
                .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
    }
}
