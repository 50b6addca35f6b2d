package parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import parley.protocol.CloseCode.Then;

final class CloseCodeTest {
    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void a_known_code_says_what_to_do(CloseCode code) {
        assertThat(CloseCode.then(code.number())).isEqualTo(code.then());
    }

    @ParameterizedTest
    @CsvSource({
        "1000, STOP",
        "1001, RECONNECT",
        "1012, RECONNECT",
        "1003, RECONNECT_ONCE",
        "1007, RECONNECT_ONCE",
        "1009, RECONNECT_ONCE",
        "4101, RECONNECT",
        "4108, RECONNECT",
        "4113, RECONNECT",
        "4129, RECONNECT",
        "4150, RECONNECT",
        "4400, STOP",
        "4401, NEW_TOKEN",
        "4403, STOP",
        "4409, STOP"
    })
    void the_documented_codes_do_what_is_documented(int number, Then then) {
        assertThat(CloseCode.then(number)).isEqualTo(then);
    }

    @Test
    void an_unknown_code_goes_by_its_range() {
        for (int number = 4100; number < 4200; number++) {
            assertThat(CloseCode.then(number)).isEqualTo(Then.RECONNECT);
        }
        for (int number = 4410; number < 4500; number++) {
            assertThat(CloseCode.then(number)).isEqualTo(Then.STOP);
        }
        assertThat(CloseCode.then(1006)).isEqualTo(Then.RECONNECT);
        assertThat(CloseCode.then(1011)).isEqualTo(Then.RECONNECT);
    }
}
