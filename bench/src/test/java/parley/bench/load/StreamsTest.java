package parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.bench.load.Streams.Arrival.KNOWN;
import static parley.bench.load.Streams.Arrival.LATE;
import static parley.bench.load.Streams.Arrival.NEW;

import org.junit.jupiter.api.Test;

class StreamsTest {
    private final Streams streams = new Streams(0);

    @Test
    void numbers_of_a_stream_count_from_one() {
        assertThat(streams.next(Streams.key(1, 2, 0))).isEqualTo(1);
        assertThat(streams.next(Streams.key(1, 2, 0))).isEqualTo(2);
        assertThat(streams.next(Streams.key(2, 1, 0))).isEqualTo(1);
        assertThat(streams.next(Streams.key(1, 2, 1))).isEqualTo(1);
    }

    @Test
    void what_comes_in_order_is_new() {
        long stream = Streams.key(0, 0, 0);
        assertThat(streams.arrived(stream, 1)).isEqualTo(NEW);
        assertThat(streams.arrived(stream, 2)).isEqualTo(NEW);
    }

    @Test
    void what_comes_again_is_known() {
        long stream = Streams.key(3, 4, 0);
        streams.arrived(stream, 1);
        streams.arrived(stream, 2);
        assertThat(streams.arrived(stream, 1)).isEqualTo(KNOWN);
        assertThat(streams.arrived(stream, 2)).isEqualTo(KNOWN);
    }

    @Test
    void what_fills_a_gap_is_late_and_then_known() {
        long stream = Streams.key(3, 4, 0);
        streams.arrived(stream, 1);
        assertThat(streams.arrived(stream, 4)).isEqualTo(NEW);
        assertThat(streams.arrived(stream, 2)).isEqualTo(LATE);
        assertThat(streams.arrived(stream, 2)).isEqualTo(KNOWN);
        assertThat(streams.arrived(stream, 3)).isEqualTo(LATE);
        assertThat(streams.arrived(stream, 5)).isEqualTo(NEW);
    }

    @Test
    void many_streams_are_told_apart_while_the_table_grows() {
        for (int sender = 0; sender < 1_000; sender++) {
            for (int receiver = 0; receiver < 100; receiver++) {
                assertThat(streams.next(Streams.key(receiver, sender, 7))).isEqualTo(1);
            }
        }
        assertThat(streams.next(Streams.key(99, 999, 7))).isEqualTo(2);
    }
}
