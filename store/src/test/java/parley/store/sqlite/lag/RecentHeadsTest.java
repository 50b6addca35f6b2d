package parley.store.sqlite.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;

final class RecentHeadsTest {
    private final RecentHeads recent = new RecentHeads();

    private static Pair pair(long number) {
        return Pair.of(new UserId(1), new UserId(1 + number));
    }

    private static Head head(long number) {
        return Head.ofDirect(
                new ConversationId(number), pair(number), Instant.EPOCH, new Position(1, number));
    }

    @Test
    void what_was_not_asked_for_the_longest_is_forgotten() {
        for (long number = 1; number <= 20_000; number++) {
            recent.put(head(number));
            assertThat(recent.get(new ConversationId(1))).isNotNull();
        }
        assertThat(recent.between(pair(1))).isEqualTo(new ConversationId(1));
        assertThat(recent.get(new ConversationId(2))).isNull();
        assertThat(recent.between(pair(2))).isNull();
        assertThat(recent.get(new ConversationId(20_000))).isEqualTo(head(20_000));
        recent.clear();
        assertThat(recent.get(new ConversationId(20_000))).isNull();
        assertThat(recent.between(pair(20_000))).isNull();
    }

    @Test
    void the_last_one_that_was_put_is_there() {
        recent.put(head(1));
        var later =
                Head.ofDirect(new ConversationId(1), pair(1), Instant.EPOCH, new Position(1, 9));
        recent.put(later);
        assertThat(recent.get(new ConversationId(1))).isEqualTo(later);
    }
}
