package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.client.ParleyEvent.Durable;
import parley.client.ParleyEvent.Message;

final class LogTrackerTest {
    private static final String PLACE = "cv_0000000000000";

    private final List<Long> told = new ArrayList<>();
    private final List<Long> fetchedAfter = new ArrayList<>();
    private final LogTracker tracker =
            new LogTracker(
                    Map.of(PLACE, 3L),
                    event -> told.add(event.rev()),
                    (conversation, after) -> fetchedAfter.add(after));

    private static Durable event(long rev) {
        return new Message(PLACE, rev, rev, "us_ann", Instant.EPOCH, "text", null, null);
    }

    @Test
    void what_comes_twice_is_told_once() {
        tracker.came(event(4));
        tracker.came(event(4));
        tracker.came(event(5));

        assertThat(told).containsExactly(4L, 5L);
        assertThat(fetchedAfter).isEmpty();
    }

    @Test
    void what_comes_too_early_waits_for_the_changes_between() {
        tracker.came(event(6));
        tracker.came(event(7));
        assertThat(told).isEmpty();
        assertThat(fetchedAfter).containsExactly(3L);

        tracker.fetched(PLACE, List.of(event(4), event(5)), false);

        assertThat(told).containsExactly(4L, 5L, 6L, 7L);
    }

    @Test
    void a_log_is_behind_until_its_changes_came() {
        assertThat(tracker.isBehind()).isFalse();
        tracker.reaches(PLACE, 4);
        assertThat(tracker.isBehind()).isTrue();

        tracker.fetched(PLACE, List.of(event(4)), false);

        assertThat(tracker.isBehind()).isFalse();
    }

    @Test
    void a_cut_forgets_what_was_held_and_asked() {
        tracker.came(event(6));
        tracker.disconnected();
        tracker.came(event(4));

        assertThat(told).containsExactly(4L);
        assertThat(tracker.isBehind()).isFalse();
    }
}
