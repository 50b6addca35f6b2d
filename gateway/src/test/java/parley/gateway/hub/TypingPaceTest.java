package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.MarkBook;
import parley.gateway.hub.TypingPace.Told;

final class TypingPaceTest {
    private static final UserId ANN = new UserId(1);
    private static final Head TALK =
            Head.ofDirect(
                    new ConversationId(1),
                    Pair.of(ANN, new UserId(2)),
                    Instant.EPOCH,
                    new Position(1, 1));
    private static final MarkBook.Of ANNS = new MarkBook.Of(TALK.id(), ANN);
    private static final Told ON = new Told(TALK, ANNS, true);
    private static final Told OFF = new Told(TALK, ANNS, false);

    private final TypingPace pace = new TypingPace();

    @Test
    void on_and_off_in_turn_are_told_once_in_three_seconds() {
        assertThat(pace.said(TALK, ANNS, true, 0)).contains(ON);
        for (int i = 1; i < 10; i++) {
            assertThat(pace.said(TALK, ANNS, i % 2 == 0, 100 * i)).isEmpty();
        }
        assertThat(pace.due(2_999)).isEmpty();
        assertThat(pace.due(3_000)).as("as it is then").containsExactly(OFF);
        assertThat(pace.said(TALK, ANNS, true, 4_000)).isEmpty();
        assertThat(pace.due(5_999)).isEmpty();
        assertThat(pace.due(6_000)).containsExactly(ON);
    }

    @Test
    void who_goes_on_writing_is_told_again_every_three_seconds() {
        assertThat(pace.said(TALK, ANNS, true, 0)).contains(ON);
        assertThat(pace.said(TALK, ANNS, true, 1_000)).isEmpty();
        assertThat(pace.due(3_000)).isEmpty();
        assertThat(pace.said(TALK, ANNS, true, 3_000)).contains(ON);
    }

    @Test
    void it_ends_by_itself_six_seconds_after_it_was_said_last() {
        assertThat(pace.said(TALK, ANNS, true, 0)).contains(ON);
        assertThat(pace.said(TALK, ANNS, true, 2_000)).isEmpty();
        assertThat(pace.due(7_999)).isEmpty();
        assertThat(pace.due(8_000)).containsExactly(OFF);
        assertThat(pace.due(11_000)).isEmpty();
        assertThat(pace.said(TALK, ANNS, false, 11_100)).isEmpty();
        assertThat(pace.said(TALK, ANNS, true, 11_200)).contains(ON);
    }

    @Test
    void the_end_is_told_at_once_when_nothing_was_told_just_before() {
        assertThat(pace.said(TALK, ANNS, true, 0)).contains(ON);
        assertThat(pace.said(TALK, ANNS, false, 3_500)).contains(OFF);
        assertThat(pace.said(TALK, ANNS, false, 7_000)).isEmpty();
    }

    @Test
    void what_was_on_and_off_within_the_pause_after_the_end_is_not_told() {
        assertThat(pace.said(TALK, ANNS, true, 0)).contains(ON);
        assertThat(pace.said(TALK, ANNS, false, 3_500)).contains(OFF);
        assertThat(pace.said(TALK, ANNS, true, 4_000)).isEmpty();
        assertThat(pace.said(TALK, ANNS, false, 5_000)).isEmpty();
        assertThat(pace.due(10_000)).isEmpty();
    }

    @RepeatedTest(20)
    void whatever_is_said_the_pace_holds_and_the_end_is_right() {
        var random = new Random();
        long toldAt = -10_000;
        boolean told = false;
        for (long now = 0; now < 200_000; now += 50) {
            var due = random.nextInt(10) == 0 ? pace.due(now) : List.<Told>of();
            var said = Optional.<Told>empty();
            if (due.isEmpty() && now < 180_000 && random.nextInt(20) == 0) {
                said = pace.said(TALK, ANNS, random.nextBoolean(), now);
            }
            var what = due.isEmpty() ? said.orElse(null) : due.getFirst();
            if (what != null) {
                assertThat(now - toldAt).isGreaterThanOrEqualTo(3_000);
                toldAt = now;
                told = what.on();
            }
        }
        assertThat(told).as("in the end nobody writes").isFalse();
    }
}
