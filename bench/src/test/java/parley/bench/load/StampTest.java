package parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StampTest {
    @Test
    void runs_of_one_process_have_tags_of_their_own() {
        assertThat(IntStream.generate(Stamp::nextTag).limit(Stamp.TAGS))
                .doesNotHaveDuplicates()
                .allMatch(tag -> tag >= 0 && tag < Stamp.TAGS);
    }

    @Test
    void what_is_written_is_read_again() {
        var bytes = new byte[30];
        Stamp.write(bytes, 3, 1023, 1_048_575, 32_767, 33_554_431, (1L << 40) - 1);
        assertThat(Stamp.isStamp(bytes, 3, Stamp.LENGTH, 1023)).isTrue();
        assertThat(Stamp.sender(bytes, 3)).isEqualTo(1_048_575);
        assertThat(Stamp.place(bytes, 3)).isEqualTo(32_767);
        assertThat(Stamp.number(bytes, 3)).isEqualTo(33_554_431);
        assertThat(Stamp.dueUs(bytes, 3)).isEqualTo((1L << 40) - 1);
    }

    @Test
    void another_runs_messages_are_not_this_runs() {
        var bytes = new byte[Stamp.LENGTH];
        Stamp.write(bytes, 0, 5, 1, 0, 1, 1);
        assertThat(Stamp.isStamp(bytes, 0, Stamp.LENGTH, 6)).isFalse();
        assertThat(Stamp.isStamp(bytes, 0, 10, 5)).isFalse();
    }
}
