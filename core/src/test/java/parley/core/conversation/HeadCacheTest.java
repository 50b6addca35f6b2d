package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.memory.InMemoryDatabase;

/// On a database without conversations: what is found is what the cache holds.
class HeadCacheTest {
    private static final int MAX = 60;
    private static final int PASSING = MAX / 6;

    private final HeadCache heads =
            new HeadCache(new InMemoryDatabase(Clock.systemUTC()).conversations(), MAX);

    private static Head head(long id) {
        var pair = Pair.of(new UserId(1), new UserId(id + 1));
        return Head.ofDirect(new ConversationId(id), pair, Instant.EPOCH, new Position(0, id));
    }

    private boolean holds(long id) {
        return heads.find(new ConversationId(id)).isPresent();
    }

    @Test
    void what_is_written_once_goes_before_what_is_used() {
        heads.put(head(1));
        heads.put(head(2));
        assertThat(holds(1)).isTrue();

        for (long id = 3; id < 3 + PASSING; id++) {
            heads.put(head(id));
        }

        assertThat(holds(1)).isTrue();
        assertThat(holds(2)).isFalse();
        assertThat(holds(2 + PASSING)).isTrue();
    }

    @Test
    void what_is_written_again_is_in_use() {
        heads.put(head(1));
        heads.put(head(1));
        for (long id = 2; id < 2 + PASSING; id++) {
            heads.put(head(id));
        }
        assertThat(holds(1)).isTrue();
    }

    @Test
    void to_ask_for_pairs_is_no_use() {
        heads.put(head(1));
        var id = new ConversationId(1);
        assertThat(heads.pairs(List.of(id))).containsEntry(id, head(1).pair().orElseThrow());
        for (long other = 2; other < 2 + PASSING; other++) {
            heads.put(head(other));
        }
        assertThat(holds(1)).isFalse();
    }

    @Test
    void no_more_are_kept_than_may_be() {
        int most = MAX - PASSING;
        for (long id = 1; id <= 2 * most; id++) {
            heads.put(head(id));
            heads.put(head(id));
        }
        assertThat(holds(most)).isFalse();
        assertThat(holds(most + 1)).isTrue();
    }

    @Test
    void an_older_head_doesnt_replace_a_later_one() {
        var later = head(1).touchedBy(new Position(0, 9));
        heads.put(later);
        heads.put(head(1));
        assertThat(heads.find(later.id())).contains(later);
        heads.put(later.touchedBy(new Position(0, 10)));
        assertThat(heads.find(later.id()).orElseThrow().touched().n()).isEqualTo(10);
    }
}
