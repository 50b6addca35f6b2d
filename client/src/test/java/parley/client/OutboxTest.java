package parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import parley.protocol.Codec;
import parley.protocol.Fields;

final class OutboxTest {
    private static final long MS = 1_000_000;
    private static final Fields OK =
            frame(
                    """
                    {"type":"ok","conversation":"cv_1","seq":1,"rev":1,
                     "at":"2026-11-22T04:16:05.123Z"}
                    """);

    private final AtomicLong nanos = new AtomicLong();
    private final Outbox outbox = new Outbox(nanos::get);
    private final List<Outbox.Item> flown = new ArrayList<>();

    private static Fields frame(String json) {
        return Codec.JSON.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Fields limited(long ms) {
        return frame("{\"type\":\"error\",\"code\":\"rate_limited\",\"retryAfterMs\":" + ms + "}");
    }

    private List<Outbox.Item> pumped() {
        flown.clear();
        outbox.pump((item, after) -> flown.add(item));
        return List.copyOf(flown);
    }

    private void addTo(int people) {
        for (int i = 0; i < people; i++) {
            outbox.add("k" + i, Draft.of("us_" + i, "hello"));
        }
    }

    @Test
    void what_is_added_when_the_client_is_over_fails_at_once() {
        var waiting = outbox.add("k1", Draft.of("us_bob", "before"));
        outbox.fail(new CommandFailed(CommandFailed.DISCONNECTED, "closed"));
        var late = outbox.add("k2", Draft.of("us_bob", "after"));

        assertThat(waiting).isCompletedExceptionally();
        assertThat(late).isCompletedExceptionally();
        assertThatThrownBy(late::join).hasCauseInstanceOf(CommandFailed.class);
    }

    @Test
    void a_message_that_no_frame_can_hold_fails_before_it_is_sent() {
        var large = outbox.add("k1", Draft.of("us_bob", "a".repeat(65_536)));
        var fits = outbox.add("k2", Draft.of("us_bob", "a".repeat(65_000)));

        assertThatThrownBy(large::join).hasMessageContaining(CommandFailed.TOO_LONG);
        assertThat(fits).isNotDone();
        assertThat(pumped()).hasSize(1);
    }

    @Test
    void a_text_that_is_no_text_fails_before_it_is_sent() {
        var half = outbox.add("k1", Draft.of("us_bob", "\uD83D!"));

        assertThatThrownBy(half::join).hasMessageContaining("bad_request");
    }

    @Test
    void after_a_refusal_nothing_is_sent_until_its_time_is_over_and_then_one_at_a_time() {
        addTo(100);
        var first = pumped();
        assertThat(first).hasSize(64);
        first.forEach(item -> outbox.refused(item, limited(100)));
        nanos.addAndGet(99 * MS);
        assertThat(pumped()).isEmpty();
        assertThat(outbox.nextMs()).isEqualTo(1);

        nanos.addAndGet(MS);

        var next = pumped();
        assertThat(next).containsExactly(first.getFirst());
        outbox.stored(next.getFirst(), OK);
        assertThat(pumped()).containsExactly(first.get(1));
    }

    @Test
    void a_lost_connection_does_not_end_the_wait() {
        addTo(2);
        pumped().forEach(item -> outbox.refused(item, limited(100)));
        outbox.disconnected(Incoming.Ended.cut("cut"));
        assertThat(pumped()).isEmpty();

        nanos.addAndGet(100 * MS);

        assertThat(pumped()).hasSize(1);
    }

    @Test
    void a_slow_conversation_holds_up_the_others_for_a_moment_only() {
        addTo(2);
        var both = pumped();
        outbox.refused(both.getFirst(), limited(30_000));
        outbox.refused(both.getLast(), limited(10));
        nanos.addAndGet(2_000 * MS);

        assertThat(pumped()).containsExactly(both.getLast());
        outbox.stored(both.getLast(), OK);
        assertThat(pumped()).isEmpty();
        nanos.addAndGet(28_000 * MS);
        assertThat(pumped()).containsExactly(both.getFirst());
    }

    @Test
    void what_was_on_the_wire_is_sent_again_unless_a_frame_was_to_blame() {
        var message = outbox.add("k1", Draft.of("us_bob", "hello"));
        assertThat(pumped()).hasSize(1);
        outbox.disconnected(Incoming.Ended.cut("cut"));
        assertThat(pumped()).hasSize(1);
        assertThat(message).isNotDone();

        outbox.disconnected(new Incoming.Ended(1009, "too large", 0));

        assertThatThrownBy(message::join).hasMessageContaining(CommandFailed.TOO_LONG);
        assertThat(pumped()).isEmpty();
    }
}
