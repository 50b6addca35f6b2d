package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.core.TestClock;
import parley.core.account.AccessTokens.Claims;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

class MemoryTicketsTest {
    private final TestClock clock = new TestClock();
    private final Tickets tickets = new MemoryTickets(clock, new SecureRandom());
    private final Claims alice =
            new Claims(new UserId(1), new DeviceId(2), "jti", clock.instant().plusSeconds(900));

    @Test
    void a_ticket_is_good_once() {
        String ticket = tickets.issue(alice);

        assertThat(tickets.take(ticket)).contains(alice);
        assertThat(tickets.take(ticket)).isEmpty();
    }

    @Test
    void a_ticket_is_good_for_30_seconds() {
        String early = tickets.issue(alice);
        String late = tickets.issue(alice);

        clock.pass(Duration.ofSeconds(30).minusMillis(1));
        assertThat(tickets.take(early)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(tickets.take(late)).isEmpty();
    }

    @Test
    void what_is_no_ticket_lets_nobody_in() {
        assertThat(tickets.take("")).isEmpty();
        assertThat(tickets.take("x".repeat(43))).isEmpty();
    }

    @Test
    void beyond_a_hundred_thousand_the_oldest_goes() {
        String first = tickets.issue(alice);
        String second = tickets.issue(alice);
        for (int i = 0; i < 99_999; i++) {
            tickets.issue(alice);
        }

        assertThat(tickets.take(first)).isEmpty();
        assertThat(tickets.take(second)).isPresent();
    }
}
