package parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
    @Test
    void a_time_is_read_from_any_zone_and_said_in_utc() {
        var read = Times.parse("2026-11-22T05:16:05.123+01:00");
        assertThat(read).hasValue(Instant.parse("2026-11-22T04:16:05.123Z"));
        assertThat(Times.text(read.orElseThrow())).isEqualTo("2026-11-22T04:16:05.123Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
    void the_first_and_the_last_can_be_said_again(String text) {
        var read = Times.parse(text).orElseThrow();
        assertThat(Times.parse(Times.text(read))).hasValue(read);
        assertThat(read.toEpochMilli()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-11-22",
                "2026-11-22T04:16:05",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z"
            })
    void what_is_none_is_nothing(String text) {
        assertThat(Times.parse(text)).isEmpty();
    }
}
