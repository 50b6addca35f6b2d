package parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.core.TestClock;
import parley.core.account.AccessTokens;
import parley.core.account.Authenticator;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.gateway.connection.Arrival;
import parley.gateway.connection.Connection.Door;
import parley.gateway.limit.Admission;
import parley.gateway.limit.Crowding;
import parley.gateway.limit.RateLimits;
import parley.protocol.CloseCode;
import parley.protocol.Codec;

/// The first command of a connection, on a server whose database is away.
@Timeout(30)
final class HelloTest {
    private static final String HELLO = "{\"type\":\"hello\",\"id\":\"1\",\"token\":\"t\"}";

    private final TestClock clock = new TestClock();
    private final Admission admission = new Admission(1, 10, Duration.ofSeconds(30));
    private final DefaultEventLoopGroup group = new DefaultEventLoopGroup(1);
    private final KeptConnection connection = new KeptConnection(group.next());
    private final ClientLink link = new ClientLink(connection, parts(), null, Arrival.now());

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @SuppressWarnings("NullAway") // what nobody comes to who isn't let in
    private LinkParts parts() {
        var authenticator = new Authenticator(new Unreadable(), null, null);
        var limits = new RateLimits(RateLimits.Rates.DEFAULT);
        return new LinkParts(
                null,
                new Admittance(authenticator, null, null, limits),
                admission,
                new Crowding(),
                new Sessions(new SecureRandom(), clock),
                new Links(group),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "",
                List.of(),
                new Uncounted(),
                clock);
    }

    private static final class Unreadable implements AccessTokens {
        @Override
        public String issue(UserId user, DeviceId device) {
            throw new IllegalStateException("the database is away");
        }

        @Override
        public Optional<Claims> read(String token) {
            throw new IllegalStateException("the database is away");
        }

        @Override
        public Duration lifetime() {
            return Duration.ofMinutes(15);
        }
    }

    private static final class Uncounted implements DoorMeter {
        @Override
        public void opened(Door door) {}

        @Override
        public void closed(Door door) {}

        @Override
        public void closing(CloseCode code) {}
    }

    private void say(String frame) throws Exception {
        var fields = Codec.JSON.read(frame.getBytes(StandardCharsets.UTF_8));
        connection.loop().submit(() -> link.received(fields)).get();
    }

    private void tick() throws Exception {
        connection.loop().submit(link::tick).get();
    }

    private String next() throws InterruptedException {
        return String.valueOf(connection.written.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void who_says_nothing_for_ten_seconds_is_sent_away() throws Exception {
        clock.pass(Duration.ofSeconds(10));
        tick();
        assertThat(connection.written).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        tick();
        assertThat(next()).isEqualTo("close 4101");
    }

    @Test
    void a_hello_that_waits_in_line_came_in_time() throws Exception {
        assertThat(admission.enter()).as("another handshake is worked on").isTrue();
        say(HELLO);
        while (admission.waiting() == 0) {
            Thread.onSpinWait();
        }
        clock.pass(Duration.ofSeconds(25));
        tick();
        assertThat(connection.written).isEmpty();

        admission.leave();
        assertThat(next()).contains("\"type\":\"error\"");
        tick();
        assertThat(next()).as("no other hello followed").isEqualTo("close 4101");
    }

    @Test
    void a_hello_that_fails_is_answered_with_its_id_and_another_may_follow() throws Exception {
        say(HELLO);
        assertThat(next())
                .contains("\"re\":\"1\"")
                .contains("\"code\":\"internal\"")
                .contains("\"trace\":");
        say(HELLO.replace("\"1\"", "\"2\""));
        assertThat(next()).contains("\"re\":\"2\"");
        assertThat(connection.written).isEmpty();
    }

    @Test
    void another_command_is_answered_if_it_has_an_id_and_ends_it() throws Exception {
        say("{\"type\":\"ping\",\"id\":\"1\"}");
        assertThat(next()).contains("\"re\":\"1\"").contains("\"field\":\"type\"");
        assertThat(next()).isEqualTo("close 4101");
        say("{\"type\":\"ping\"}");
        assertThat(next()).isEqualTo("close 4101");
        say("{\"type\":\"dance\"}");
        assertThat(next()).isEqualTo("close 4101");
        say("{\"type\":\"hello\"}");
        assertThat(next()).isEqualTo("close 4101");
        say("{\"type\":\"dance\",\"id\":\"2\"}");
        assertThat(next()).contains("\"re\":\"2\"").contains("unknown_command");
        assertThat(connection.written).isEmpty();
    }
}
