package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.core.id.UserId;
import parley.core.log.Positions;

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

    @Test
    void whoWaitsAmongManyWaitsLonger() {
        var many = Stream.generate(Counting::new).limit(256).toList();
        many.forEach(place::flushSoon);
        pass(75);
        place.flush(many.getFirst());
        pass(749);
        assertThat(many).allMatch(one -> one.flushes <= 1);
        assertThat(many.getLast().flushes).isZero();
        assertThat(place.lingering()).isEqualTo(255);
        pass(1);
        assertThat(many).allMatch(one -> one.flushes == 1);

        place.flushSoon(ann); // and where few wait it is soon again
        pass(75);
        pass(75);
        assertThat(ann.flushes).isOne();
    }

    private final class Counting extends QuietReceiver {
        private int flushes;

        Counting() {
            super(new UserId(1), channel.eventLoop());
        }

        @Override
        public void flush(Positions seen) {
            flushes++;
        }
    }
}
