package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;

/// Who is here of a channel is always who belongs as of the entry that is fanned out, whenever
/// their channels were read.
final class SeatsTest {
    private static final ConversationId NEWS = new ConversationId(1);
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private final Seats seats = new Seats(new Hub());

    private void change(UserId user, How how) {
        seats.apply(NEWS, new MemberChanged(user, how, Role.READER));
    }

    private void come(UserId user, List<ConversationId> read) {
        seats.expect(user);
        seats.seat(user, read);
    }

    @Test
    void who_isnt_here_has_no_seat() {
        change(ANN, How.JOINED);
        assertThat(seats.of(NEWS)).isEmpty();
        come(ANN, List.of(NEWS));
        assertThat(seats.of(NEWS)).containsExactly(ANN);
        change(ANN, How.ROLE);
        assertThat(seats.of(NEWS)).containsExactly(ANN);
        change(ANN, How.BANNED);
        assertThat(seats.of(NEWS)).isEmpty();
    }

    @Test
    void what_was_fanned_out_meanwhile_wins_over_what_was_read() {
        seats.expect(ANN);
        seats.expect(BOB);
        change(ANN, How.LEFT);
        change(BOB, How.JOINED);
        seats.seat(ANN, List.of(NEWS));
        seats.seat(BOB, List.of());
        assertThat(seats.of(NEWS)).containsExactly(BOB);
    }

    @Test
    void a_second_connection_or_a_failed_reading_takes_no_seat_away() {
        come(ANN, List.of(NEWS));
        seats.expect(ANN);
        seats.seat(ANN, List.of());
        seats.expect(ANN);
        seats.seat(ANN, null);
        assertThat(seats.of(NEWS)).containsExactly(ANN);
        seats.seat(BOB, List.of(NEWS));
        assertThat(seats.of(NEWS)).as("Bob wasn't expected").containsExactly(ANN);
    }

    @Test
    void a_batch_that_is_told_anew_finds_the_seats_as_they_were() {
        come(ANN, List.of(NEWS));
        come(BOB, List.of());
        seats.begin();
        change(ANN, How.REMOVED);
        change(BOB, How.JOINED);
        change(BOB, How.LEFT);
        seats.close(NEWS);
        seats.undo();
        assertThat(seats.of(NEWS)).containsExactly(ANN);
        seats.close(NEWS);
        assertThat(seats.of(NEWS)).isEmpty();
    }

    /// People come at any time; their channels are read at any time after that, from a database
    /// that is ahead of the fan-out by up to all of it.
    @RepeatedTest(20)
    void however_it_interleaves_the_seats_are_right_in_the_end() {
        var random = new Random();
        var database = new HashSet<UserId>();
        var unsaid = new ArrayDeque<MemberChanged>();
        var read = new HashMap<UserId, List<ConversationId>>();
        var here = new HashSet<UserId>();
        for (int i = 0; i < 2_000; i++) {
            var user = new UserId(random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> {
                    boolean in = !database.remove(user) && database.add(user);
                    unsaid.add(new MemberChanged(user, in ? How.JOINED : How.LEFT, Role.READER));
                }
                case 1 -> {
                    if (!unsaid.isEmpty()) {
                        seats.apply(NEWS, unsaid.poll());
                    }
                }
                case 2 -> {
                    if (here.add(user)) {
                        seats.expect(user);
                        read.put(user, database.contains(user) ? List.of(NEWS) : List.of());
                    }
                }
                default -> {
                    var channels = read.remove(user);
                    if (channels != null) {
                        seats.seat(user, channels);
                    }
                }
            }
        }
        read.forEach(seats::seat);
        while (!unsaid.isEmpty()) {
            seats.apply(NEWS, unsaid.poll());
        }
        var expected = new HashSet<>(database);
        expected.retainAll(here);
        assertThat(Set.copyOf(seats.of(NEWS))).isEqualTo(expected);
    }
}
