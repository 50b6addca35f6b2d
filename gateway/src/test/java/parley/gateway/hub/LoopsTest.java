package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.gateway.connection.Outgoing;

/// What passes waits for company, on a clock that stands until it is told to go on.
final class LoopsTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Loops.Place place =
            new Loops(channel.eventLoop(), Positions.NONE).placeOf(channel.eventLoop());
    private final Counting ann = new Counting();
    private final Counting bob = new Counting();

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    private void pass(long ms) {
        channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void whatIsInNoHurryWaitsForHalfOfThreeSecondsAtLeastAndThreeAtMost() {
        place.flushSometime(ann);
        pass(1_499);
        place.flushSometime(bob);
        pass(1);
        assertThat(ann.flushes).isZero();
        pass(1_499);
        assertThat(ann.flushes).isZero();
        pass(1);
        assertThat(ann.flushes).isOne();
        assertThat(bob.flushes).isOne();
        assertThat(place.lingering()).isZero();
    }

    @Test
    void whoCameInTheSecondHalfWaitsThroughTheNext() {
        place.flushSometime(ann);
        pass(1_500);
        place.flushSometime(bob);
        pass(1_500);
        assertThat(ann.flushes).isOne();
        assertThat(bob.flushes).isZero();
        pass(1_500);
        assertThat(bob.flushes).isOne();
    }

    @Test
    void whatIsSentAnywayTakesItAlong() {
        place.flushSoon(ann);
        place.flushSometime(ann);
        place.flush(ann);
        assertThat(place.lingering()).isZero();
        pass(3_000);
        assertThat(ann.flushes).isOne();
    }

    @Test
    void whoIsToldAgainAndAgainIsntKeptWaiting() {
        for (int i = 0; i < 6; i++) {
            place.flushSoon(ann);
            pass(25);
        }
        assertThat(ann.flushes).isOne();
    }

    @Test
    void soonIsSoon() {
        place.flushSoon(ann);
        pass(75);
        pass(75);
        assertThat(ann.flushes).isOne();
        place.flushSoon(ann); // after nothing waited any more
        pass(75);
        pass(75);
        assertThat(ann.flushes).isEqualTo(2);
    }

    private final class Counting implements Receiver {
        private int flushes;

        @Override
        public UserId user() {
            return new UserId(1);
        }

        @Override
        public DeviceId device() {
            return new DeviceId(1);
        }

        @Override
        public EventLoop loop() {
            return channel.eventLoop();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean sharesPresence() {
            return true;
        }

        @Override
        public void take(Outgoing event, Position position) {}

        @Override
        public void takeReply(Outgoing reply) {}

        @Override
        public void takePassing(Outgoing event) {}

        @Override
        public void lost() {}

        @Override
        public void flush(Positions seen) {
            flushes++;
        }
    }
}
