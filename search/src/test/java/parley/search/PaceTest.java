package parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static Duration rest(double load, int ms) {
        return new Pace(() -> load).restAfter(Duration.ofMillis(ms));
    }

    @Test
    void half_of_a_core_is_taken_where_there_is_one_to_spare() {
        assertThat(rest(0.5, 20)).isEqualTo(Duration.ofMillis(20));
        assertThat(rest(-1, 20)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void a_tenth_of_one_is_taken_where_there_is_none() {
        assertThat(rest(0.95, 20)).isEqualTo(Duration.ofMillis(180));
    }

    @Test
    void it_never_rests_for_long() {
        assertThat(rest(1, 5_000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(rest(0, 5_000)).isEqualTo(Duration.ofMillis(100));
    }
}
