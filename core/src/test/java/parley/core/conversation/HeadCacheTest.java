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
import parley.core.receipt.Marks;

/// On a database without conversations: what is found is what the cache holds.
class HeadCacheTest {
    private static final int MAX = 60;

    private final HeadCache heads =
            new HeadCache(new InMemoryDatabase(Clock.systemUTC()).conversations(), MAX);

    private static Head head(long id) {
        var pair = Pair.of(new UserId(1), new UserId(id + 1));
        return Head.ofDirect(new ConversationId(id), pair, Instant.EPOCH, new Position(0, id));
    }

    private boolean holds(long id) {
        return heads.find(new ConversationId(id)).isPresent();
    }

    private void fillUp(long from) {
        for (long id = from; id < from + MAX; id++) {
            heads.put(head(id));
        }
    }

    @Test
    void what_is_written_once_goes_before_what_is_used() {
        heads.put(head(1));
        heads.put(head(2));
        assertThat(holds(1)).isTrue();

        fillUp(3);

        assertThat(heads.pairs(List.of(new ConversationId(1)))).hasSize(1);
        assertThat(holds(2)).isFalse();
        assertThat(holds(2 + MAX)).isTrue();
    }

    @Test
    void what_is_written_again_is_in_use() {
        heads.put(head(1));
        heads.put(head(1));
        fillUp(2);
        assertThat(holds(1)).isTrue();
    }

    @Test
    void to_ask_for_pairs_is_no_use() {
        heads.put(head(1));
        var id = new ConversationId(1);
        assertThat(heads.pairs(List.of(id))).containsEntry(id, head(1).pair().orElseThrow());
        fillUp(2);
        assertThat(holds(1)).isFalse();
    }

    @Test
    void what_isnt_used_any_more_goes_in_the_end() {
        heads.put(head(1));
        assertThat(holds(1)).isTrue();
        fillUp(2);
        fillUp(2 + MAX);
        assertThat(holds(1)).isFalse();
    }

    @Test
    void no_more_are_kept_than_may_be() {
        fillUp(1);
        fillUp(1); // each is used now, and goes none the less
        fillUp(1 + MAX);
        for (long id = 1; id <= MAX; id++) {
            assertThat(holds(id)).isFalse();
            assertThat(holds(id + MAX)).isTrue();
        }
    }

    @Test
    void all_of_a_head_comes_back() {
        var marked =
                Head.ofDirect(
                                new ConversationId(7),
                                Pair.of(new UserId(-3), new UserId(5)),
                                Instant.ofEpochMilli(-1),
                                new Position(3, 1L << 40))
                        .with(
                                new Head.Progress(
                                        9, 12, Instant.ofEpochMilli(5), Instant.ofEpochMilli(4), 8))
                        .withMembers(6, 2)
                        .with(new UserId(-3), new Marks(7, 2))
                        .with(new UserId(5), new Marks(9, 9));
        var withSelf =
                Head.ofDirect(
                        new ConversationId(8),
                        Pair.of(new UserId(5), new UserId(5)),
                        Instant.EPOCH,
                        new Position(0, 1));
        var group =
                Head.of(
                        new ConversationId(9),
                        Kind.GROUP,
                        new Head.Settings("Us", "", true),
                        Instant.EPOCH,
                        new Position(0, 1));
        for (var head : List.of(marked, withSelf, group)) {
            heads.put(head);
            assertThat(heads.find(head.id())).contains(head);
        }
    }

    @Test
    void what_cant_be_told_in_numbers_is_kept_as_it_is() {
        var plain = head(1);
        var finer =
                plain.with(new Head.Progress(1, 1, Instant.ofEpochSecond(1, 5), Instant.EPOCH, 0));
        var silent = finer.with(new Head.Settings("A title", "", false));
        for (var next : List.of(plain, finer, silent, plain.with(silent.progress()))) {
            heads.put(next);
            assertThat(heads.find(next.id())).contains(next);
            assertThat(heads.pairs(List.of(next.id()))).hasSize(1);
        }
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
