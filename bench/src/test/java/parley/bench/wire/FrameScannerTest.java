package parley.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import parley.bench.wire.FrameScanner.Kind;
import parley.bench.wire.FrameScanner.Span;

class FrameScannerTest {
    private final FrameScanner scanner = new FrameScanner();
    private byte[] bytes = {};

    private boolean scan(String frame) {
        bytes = ("before" + frame + "after").getBytes(StandardCharsets.UTF_8);
        return scanner.scan(bytes, 6, bytes.length - 5);
    }

    private String text(Span span) {
        return new String(bytes, span.at, span.length, StandardCharsets.UTF_8);
    }

    @Test
    void a_message_shows_its_place_and_text() {
        assertThat(
                        scan(
                                """
                                {"type":"message","conversation":"cv_0123456789abc","rev":57,"seq":42,"from":"us_0123456789abc","at":"2026-11-22T04:16:05.123Z","text":"hello"}\
                                """))
                .isTrue();
        assertThat(scanner.kind).isEqualTo(Kind.MESSAGE);
        assertThat(text(scanner.conversation)).isEqualTo("cv_0123456789abc");
        assertThat(scanner.rev).isEqualTo(57);
        assertThat(scanner.seq).isEqualTo(42);
        assertThat(text(scanner.text)).isEqualTo("hello");
    }

    @Test
    void an_ok_shows_what_it_answers() {
        scan("{\"type\":\"ok\",\"re\":\"7\",\"seq\":1}");
        assertThat(scanner.kind).isEqualTo(Kind.OK);
        assertThat(text(scanner.re)).isEqualTo("7");
    }

    @Test
    void fields_within_texts_and_other_objects_are_not_taken_for_its_own() {
        scan(
                """
                {"user":{"text":"not this","re":"nor this","list":[{"code":"{\\"seq\\":1}"}]},"type":"message","text":"a \\"text\\":\\"b\\" \\\\","seq":9}\
                """);
        assertThat(scanner.kind).isEqualTo(Kind.MESSAGE);
        assertThat(text(scanner.text)).isEqualTo("a \\\"text\\\":\\\"b\\\" \\\\");
        assertThat(scanner.re.isThere()).isFalse();
        assertThat(scanner.code.isThere()).isFalse();
        assertThat(scanner.seq).isEqualTo(9);
    }

    @Test
    void a_bye_says_why_and_when_to_come_back() {
        scan("{\"type\":\"bye\",\"code\":1012,\"reason\":\"restart\",\"reconnectAfterMs\":3180}");
        assertThat(scanner.kind).isEqualTo(Kind.BYE);
        assertThat(text(scanner.code)).isEqualTo("1012");
        assertThat(scanner.number).isEqualTo(3180);
    }

    @Test
    void the_events_of_a_sync_can_be_walked() {
        scan(
                """
                {"type":"sync","conversation":{"id":"cv_1"},"events":[{"type":"message","text":"}a"},{"type":"void"}],"complete":false,"users":[]}\
                """);
        assertThat(scanner.kind).isEqualTo(Kind.SYNC);
        assertThat(scanner.complete).isFalse();
        int end = scanner.list.at + scanner.list.length;
        var nested = new FrameScanner();
        int first = scanner.list.at + 1;
        int firstEnd = nested.endOfObject(bytes, first, end);
        nested.scan(bytes, first, firstEnd);
        assertThat(text(nested.text)).isEqualTo("}a");
        assertThat(nested.endOfObject(bytes, firstEnd + 1, end)).isEqualTo(end - 1);
    }

    @Test
    void nothing_is_kept_from_the_frame_before() {
        scan("{\"type\":\"message\",\"text\":\"a\",\"rev\":1}");
        scan("{\"type\":\"ping\"}");
        assertThat(scanner.kind).isEqualTo(Kind.PING);
        assertThat(scanner.text.isThere()).isFalse();
        assertThat(scanner.rev).isZero();
    }

    @Test
    void an_unknown_type_is_another() {
        scan("{\"type\":\"presences\",\"list\":[{\"user\":\"us_1\",\"state\":\"online\"}]}");
        assertThat(scanner.kind).isEqualTo(Kind.OTHER);
    }

    @Test
    void what_is_no_object_is_no_frame() {
        assertThat(scan("[]")).isFalse();
        assertThat(scan("")).isFalse();
    }
}
