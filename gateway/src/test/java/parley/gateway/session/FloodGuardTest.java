package parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.protocol.Reply;

final class FloodGuardTest {
    private final FloodGuard guard = new FloodGuard();

    private boolean refused(long now, long retryAfterMs) {
        return guard.refused(error(Duration.ofMillis(retryAfterMs)), now);
    }

    private static Reply.Error error(@Nullable Duration retryAfter) {
        return new Reply.Error("1", "rate_limited", "Wait.", null, retryAfter, null);
    }

    @Test
    void what_was_on_its_way_before_the_first_refusal_came_is_no_flood() {
        for (int burst = 0; burst < 20; burst++) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(refused(burst * 3_000 + i / 2, 100)).isFalse();
            }
        }
    }

    @Test
    void who_goes_on_after_that_floods_at_the_fiftieth() {
        for (long now = 0; now < 1_000; now += 10) {
            assertThat(refused(now, 100)).isFalse();
        }
        for (int i = 1; i < 50; i++) {
            assertThat(refused(1_000 + i, 100)).as("%s", i).isFalse();
        }
        assertThat(refused(1_050, 100)).isTrue();
    }

    @Test
    void who_waits_as_told_never_floods() {
        for (long now = 0; now < 600_000; now += 100) {
            assertThat(refused(now, 100)).isFalse();
        }
    }

    @Test
    void a_minute_forgives() {
        for (long now = 0; now < 300_000; now += 2_000) {
            assertThat(refused(now, 5_000)).as("30 a minute, at %s", now).isFalse();
        }
    }

    @Test
    void other_errors_are_no_refusals() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(guard.refused(error(null), 1_000L * i)).isFalse();
        }
    }
}
