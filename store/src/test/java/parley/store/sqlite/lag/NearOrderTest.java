package parley.store.sqlite.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The order in which lagging rows are written.
class NearOrderTest {
    @Test
    void numbers_of_a_small_range_come_in_exact_order() {
        var numbers = new Random(1).longs(10_000, 1, 1_000_000).boxed().toList();
        assertThat(NearOrder.by(Long::longValue, numbers))
                .isSortedAccordingTo(Comparator.naturalOrder())
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void numbers_of_the_whole_range_come_in_order_up_to_neighbours() {
        var numbers = new ArrayList<>(new Random(2).longs(10_000).boxed().toList());
        numbers.addAll(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 1L));
        var ordered = NearOrder.by(Long::longValue, numbers);
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(numbers);
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i) < ordered.get(i - 1)) {
                assertThat(ordered.get(i - 1) - ordered.get(i)).isBetween(1L, 1L << 25);
            }
        }
    }

    @Test
    void rows_of_one_number_stay_as_they_came() {
        record Row(long number, int turn) {}
        var rows = new ArrayList<Row>();
        for (int turn = 0; turn < 100; turn++) {
            rows.add(new Row(turn % 3, turn));
        }
        assertThat(NearOrder.by(Row::number, rows))
                .isSortedAccordingTo(
                        Comparator.comparingLong(Row::number).thenComparingInt(Row::turn));
    }

    @Test
    void few_or_none_are_no_matter() {
        assertThat(NearOrder.by(Long::longValue, List.<Long>of())).isEmpty();
        assertThat(NearOrder.by(Long::longValue, List.of(7L))).containsExactly(7L);
        assertThat(NearOrder.by(Long::longValue, List.of(7L, 7L))).containsExactly(7L, 7L);
    }
}
