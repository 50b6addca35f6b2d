package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;
import parley.gateway.hub.ReceiptPace.Due;

final class ReceiptPaceTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final UserId EVE = new UserId(3);
    private static final Head TRIP = group(1);
    private static final Head CHOIR = group(2);

    private final ReceiptPace pace = new ReceiptPace();

    private static Head group(long id) {
        return Head.of(
                new ConversationId(id),
                Kind.GROUP,
                Head.Settings.NONE,
                Instant.EPOCH,
                new Position(1, 1));
    }

    @Test
    void the_first_is_told_at_once_and_who_follows_within_a_second_together() {
        assertThat(pace.moved(TRIP, ANN, Marks.receivedTo(1), 0))
                .contains(new Due(TRIP, Map.of(ANN, Marks.receivedTo(1))));
        assertThat(pace.moved(TRIP, BOB, Marks.receivedTo(1), 100)).isEmpty();
        assertThat(pace.moved(TRIP, EVE, Marks.receivedTo(1), 200)).isEmpty();
        assertThat(pace.moved(TRIP, BOB, Marks.readTo(1), 300)).isEmpty();
        assertThat(pace.moved(CHOIR, BOB, Marks.readTo(7), 400)).as("of another group").isPresent();
        assertThat(pace.due(999)).isEmpty();
        assertThat(pace.due(1_000))
                .containsExactly(
                        new Due(TRIP, Map.of(BOB, Marks.readTo(1), EVE, Marks.receivedTo(1))));
    }

    @Test
    void a_group_is_told_once_a_second_for_as_long_as_marks_come() {
        assertThat(pace.moved(TRIP, ANN, Marks.readTo(1), 0)).isPresent();
        assertThat(pace.moved(TRIP, ANN, Marks.readTo(2), 900)).isEmpty();
        assertThat(pace.due(1_000)).hasSize(1);
        assertThat(pace.moved(TRIP, ANN, Marks.readTo(3), 1_100)).isEmpty();
        assertThat(pace.due(1_900)).isEmpty();
        assertThat(pace.due(2_000)).containsExactly(new Due(TRIP, Map.of(ANN, Marks.readTo(3))));
        assertThat(pace.due(3_000)).isEmpty();
        assertThat(pace.moved(TRIP, ANN, Marks.readTo(4), 3_100)).as("after a rest").isPresent();
    }
}
