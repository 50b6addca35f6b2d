package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long MS = 1_000_000;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5 * MS);
    private final Pace pace = new Pace(3, nanos::get);

    @Test
    void as_many_as_may_be_are_let_go_until_one_is_refused() {
        assertThat(pace.allows(2)).isTrue();
        assertThat(pace.allows(3)).isFalse();
        assertThat(pace.nextMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void after_a_refusal_none_goes_until_its_time_is_over_and_then_one_at_a_time() {
        pace.limited(10);
        nanos.addAndGet(9 * MS);
        assertThat(pace.allows(0)).isFalse();
        assertThat(pace.nextMs()).isEqualTo(1);

        nanos.addAndGet(MS);

        assertThat(pace.allows(0)).isTrue();
        assertThat(pace.allows(1)).isFalse();
        assertThat(pace.nextMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void the_longest_of_several_refusals_counts() {
        pace.limited(10);
        pace.limited(2);
        nanos.addAndGet(9 * MS);

        assertThat(pace.allows(0)).isFalse();
    }

    @Test
    void what_goes_well_in_a_row_lets_more_go_up_to_the_most() {
        pace.limited(1);
        nanos.addAndGet(MS);
        times(15);
        assertThat(pace.allows(1)).isFalse();
        times(1);
        assertThat(pace.allows(1)).isTrue();
        assertThat(pace.allows(2)).isFalse();
        times(100);
        assertThat(pace.allows(2)).isTrue();
        assertThat(pace.allows(3)).isFalse();
    }

    @Test
    void who_is_refused_now_and_then_never_sends_two_at_once() {
        for (int i = 0; i < 100; i++) {
            pace.limited(1);
            nanos.addAndGet(MS);
            times(10);
            assertThat(pace.allows(1)).isFalse();
        }
    }

    private void times(int times) {
        for (int i = 0; i < times; i++) {
            pace.ok();
        }
    }
}
