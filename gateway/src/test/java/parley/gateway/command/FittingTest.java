package parley.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import parley.gateway.hub.WireWeight;

/// Entries are numbers: their weight in tenths of a frame.
final class FittingTest {
    private static final long TENTH = WireWeight.FRAME / 10;

    private static List<Long> page(long... tenths) {
        return LongStream.of(tenths).boxed().toList();
    }

    private static long weight(Long tenths) {
        return tenths * TENTH;
    }

    @Test
    void a_page_that_fits_stays_whole() {
        var page = page(1, 2, 3, 4);
        assertThat(Fitting.first(page, FittingTest::weight)).isEqualTo(page);
        assertThat(Fitting.last(page, FittingTest::weight)).isEqualTo(page);
        for (int middle = 0; middle < 4; middle++) {
            assertThat(Fitting.around(page, middle, FittingTest::weight)).isEqualTo(page);
        }
    }

    @Test
    void a_page_ends_at_what_doesnt_fit() {
        var page = page(4, 3, 5, 1, 2);
        assertThat(Fitting.first(page, FittingTest::weight)).containsExactly(4L, 3L);
        assertThat(Fitting.last(page, FittingTest::weight)).containsExactly(5L, 1L, 2L);
    }

    @Test
    void a_page_around_an_entry_keeps_it_and_those_next_to_it() {
        var page = page(4, 3, 5, 1, 2);
        assertThat(Fitting.around(page, 0, FittingTest::weight)).containsExactly(4L, 3L);
        assertThat(Fitting.around(page, 1, FittingTest::weight)).containsExactly(4L, 3L);
        assertThat(Fitting.around(page, 2, FittingTest::weight)).containsExactly(3L, 5L, 1L);
        assertThat(Fitting.around(page, 4, FittingTest::weight)).containsExactly(5L, 1L, 2L);
    }

    @Test
    void one_entry_always_fits() {
        var page = page(3, 11, 2);
        assertThat(Fitting.first(page(11, 1), FittingTest::weight)).containsExactly(11L);
        assertThat(Fitting.last(page(1, 11), FittingTest::weight)).containsExactly(11L);
        assertThat(Fitting.around(page, 1, FittingTest::weight)).containsExactly(11L);
        assertThat(Fitting.around(page(), -1, FittingTest::weight)).isEmpty();
    }
}
