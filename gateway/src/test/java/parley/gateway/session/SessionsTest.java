package parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import parley.core.id.DeviceId;

final class SessionsTest {
    private static final DeviceId DEVICE = new DeviceId(7);

    private final Sessions sessions = new Sessions(new SecureRandom(), InstantSource.system());

    private long arrivals = Long.MAX_VALUE; // as System.nanoTime(), it may pass over the end

    private final class Line implements Sessions.Holder {
        private final long arrival = arrivals++;
        private boolean replaced;

        @Override
        public long arrival() {
            return arrival;
        }

        @Override
        public void replaced() {
            replaced = true;
        }
    }

    @Test
    void a_later_connection_takes_over() {
        var first = new Line();
        var second = new Line();
        var session = sessions.open(null, DEVICE, first);
        assertThat(sessions.open(session.id(), DEVICE, second)).isSameAs(session);
        assertThat(first.replaced).isTrue();
        assertThat(sessions.isHeldBy(session, second)).isTrue();
        sessions.release(session, first); // its end comes after
        assertThat(sessions.isHeldBy(session, second)).isTrue();
    }

    @Test
    void an_earlier_one_that_says_hello_late_takes_nothing_over() {
        var first = new Line();
        var cut = new Line();
        var present = new Line();
        var session = sessions.open(null, DEVICE, first);
        sessions.open(session.id(), DEVICE, present);
        assertThat(sessions.open(session.id(), DEVICE, cut)).isSameAs(session);
        assertThat(sessions.isHeldBy(session, cut)).isFalse();
        assertThat(sessions.isHeldBy(session, present)).isTrue();
        assertThat(present.replaced).isFalse();
    }

    @Test
    void where_nobody_is_any_more_an_earlier_one_goes_on() {
        var early = new Line();
        var late = new Line();
        var session = sessions.open(null, DEVICE, late);
        sessions.release(session, late);
        assertThat(sessions.open(session.id(), DEVICE, early)).isSameAs(session);
        assertThat(sessions.isHeldBy(session, early)).isTrue();
    }

    @Test
    void another_devices_session_is_not_taken_over() {
        var other = new Line();
        var session = sessions.open(null, new DeviceId(8), other);
        assertThat(sessions.open(session.id(), DEVICE, new Line())).isNotSameAs(session);
        assertThat(other.replaced).isFalse();
    }
}
