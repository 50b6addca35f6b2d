package parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WheelTest {
    private final List<String> told = new ArrayList<>();

    private Wheel.Due every(double pauseMs) {
        return (sender, dueMs) -> {
            told.add(sender + "@" + dueMs);
            return pauseMs;
        };
    }

    @Test
    void each_is_told_when_it_is_due() {
        var wheel = new Wheel(2);
        wheel.put(0, 3);
        wheel.put(1, 5.5);
        wheel.advance(4, every(10));
        assertThat(told).containsExactly("0@3");
        wheel.advance(15, every(10));
        assertThat(told).containsExactly("0@3", "1@5", "0@13", "1@15");
    }

    @Test
    void whoever_looks_late_is_told_when_it_was_due() {
        var wheel = new Wheel(1);
        wheel.put(0, 1);
        wheel.advance(31, every(10));
        assertThat(told).containsExactly("0@1", "0@11", "0@21", "0@31");
    }

    @Test
    void fractions_of_a_millisecond_are_carried_on() {
        var wheel = new Wheel(1);
        wheel.put(0, 0);
        wheel.advance(999, every(0.25));
        assertThat(told).hasSize(4_000);
    }

    @Test
    void a_pause_may_be_longer_than_a_turn_of_the_wheel() {
        var wheel = new Wheel(1);
        wheel.put(0, 1);
        wheel.advance(20_000, every(9_000));
        assertThat(told).containsExactly("0@1", "0@9001", "0@18001");
    }

    @Test
    void a_negative_pause_ends_it() {
        var wheel = new Wheel(1);
        wheel.put(0, 1);
        wheel.advance(100, every(-1));
        assertThat(told).containsExactly("0@1");
    }
}
