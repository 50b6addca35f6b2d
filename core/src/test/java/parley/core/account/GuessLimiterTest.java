package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.core.Refusals;
import parley.core.TestClock;

class GuessLimiterTest {
    private final TestClock clock = new TestClock();
    private final GuessLimiter limiter = new GuessLimiter(clock);

    private void guess(String name, int times) {
        for (int i = 0; i < times; i++) {
            limiter.begin(name, null);
        }
    }

    private Duration waitFor(String name, String address) {
        return Objects.requireNonNull(Refusals.of(() -> limiter.begin(name, address)).retryAfter());
    }

    @Test
    void ten_guesses_are_free_and_then_each_waits_twice_as_long() {
        guess("alice", 10);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(waitFor("alice", "a")).isEqualTo(Duration.ofSeconds(seconds));
            clock.pass(Duration.ofSeconds(seconds));
            guess("alice", 1);
        }
    }

    @Test
    void an_attempt_during_the_wait_does_not_lengthen_it() {
        guess("alice", 10);
        waitFor("alice", "a");
        clock.pass(Duration.ofMillis(400));

        assertThat(waitFor("alice", "a")).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void other_names_do_not_wait() {
        guess("alice", 10);

        guess("bob", 10);
    }

    @Test
    void attempts_at_once_count_before_their_outcome_is_known() {
        var one = limiter.begin("alice", null);
        guess("alice", 9);

        assertThat(waitFor("alice", "a")).isEqualTo(Duration.ofSeconds(1));
        one.succeeded();
        guess("alice", 10);
    }

    @Test
    void what_was_not_looked_at_does_not_count() {
        for (int i = 0; i < 1000; i++) {
            limiter.begin("alice", "192.0.2.1").undone();
        }
        guess("alice", 10);
    }

    @Test
    void a_quarter_of_an_hour_forgives() {
        guess("alice", 10);
        waitFor("alice", "a");
        clock.pass(Duration.ofMinutes(15));

        guess("alice", 10);
    }

    @Test
    void an_address_has_50_wrong_guesses_at_once_and_5_a_second() {
        for (int i = 0; i < 50; i++) {
            limiter.begin("name " + i, "192.0.2.1").failed();
        }

        assertThat(waitFor("another", "192.0.2.1")).isEqualTo(Duration.ofMillis(200));
        limiter.begin("another", "192.0.2.2");
        limiter.begin("another", null);
        clock.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            limiter.begin("later " + i, "192.0.2.1").failed();
        }
        waitFor("another", "192.0.2.1");
    }

    @Test
    void right_passwords_cost_an_address_nothing() {
        for (int i = 0; i < 1000; i++) {
            limiter.begin("name " + i, "192.0.2.1").succeeded();
        }
    }

    @Test
    void a_thousand_people_behind_one_address_get_in_together() {
        var attempts = new ArrayList<GuessLimiter.Attempt>();
        for (int i = 0; i < 1000; i++) {
            attempts.add(limiter.begin("name " + i, "192.0.2.1"));
        }
        attempts.forEach(GuessLimiter.Attempt::succeeded);
        limiter.begin("another", "192.0.2.1");
    }

    @Test
    void wrong_ones_begun_at_once_leave_a_debt_of_one_burst() {
        var attempts = new ArrayList<GuessLimiter.Attempt>();
        for (int i = 0; i < 1000; i++) {
            attempts.add(limiter.begin("name " + i, "192.0.2.1"));
        }
        attempts.forEach(GuessLimiter.Attempt::failed);

        assertThat(waitFor("another", "192.0.2.1")).isEqualTo(Duration.ofMillis(10_200));
    }

    @Test
    void a_flood_of_names_is_forgotten_oldest_first() {
        guess("first", 10);
        for (int i = 0; i < 200_000; i++) {
            limiter.begin("name " + i, null);
        }

        guess("first", 10);
        guess("name 199999", 9);
        waitFor("name 199999", "a");
    }
}
