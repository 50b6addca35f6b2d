package parley.store.sqlite.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;

class LagEntryTest {
    private static final UserId ANN = new UserId(-7); // the higher one: ids are unsigned
    private static final UserId BOB = new UserId(5);
    private static final Position BATCH = new Position(0, 12);
    private static final Head HEAD =
            Head.ofDirect(
                            new ConversationId(3),
                            Pair.of(ANN, BOB),
                            Instant.ofEpochMilli(1_000),
                            BATCH)
                    .with(
                            new Head.Progress(
                                    4,
                                    9,
                                    Instant.ofEpochMilli(1_002),
                                    Instant.ofEpochMilli(1_001),
                                    2))
                    .with(ANN, new Marks(4, 3))
                    .with(BOB, new Marks(2, 1))
                    .withMembers(6, 2);

    private record Place(long seq, long row, long keyHash) {}

    private static List<Place> places(LagEntry entry) {
        var places = new ArrayList<Place>();
        entry.forEachMessage((seq, row, hash) -> places.add(new Place(seq, row, hash)));
        assertThat(entry.messages()).isEqualTo(places.size());
        return places;
    }

    @Test
    void the_head_is_the_one_that_was_given() {
        var entry = new LagEntry(HEAD);
        assertThat(entry.head()).isEqualTo(HEAD);
        assertThat(entry.pair()).isEqualTo(Pair.of(ANN, BOB));

        var next = HEAD.touchedBy(new Position(0, 13)).with(new Head.Settings("t", "d", true));
        entry.head(next);
        assertThat(entry.head()).isEqualTo(next);
    }

    @Test
    void messages_are_told_in_their_order_and_found_by_their_keys() {
        var entry = new LagEntry(HEAD);
        assertThat(places(entry)).isEmpty();
        assertThat(entry.rowOf(0)).isZero();

        var all = new ArrayList<Place>();
        for (int i = 1; i <= 9; i++) {
            all.add(new Place(i, 100 + i, i == 4 ? 0 : 1_000 + i));
            entry.add(i, 100 + i, i == 4 ? 0 : 1_000 + i);
            assertThat(places(entry)).isEqualTo(all);
        }
        assertThat(entry.rowOf(1_001)).isEqualTo(101);
        assertThat(entry.rowOf(1_009)).isEqualTo(109);
        assertThat(entry.rowOf(1_010)).isZero();
    }

    @Test
    void what_came_later_comes_on_top() {
        var older = new LagEntry(HEAD);
        older.made(BATCH);
        older.add(1, 101, 1_001);
        var younger = new LagEntry(HEAD.touchedBy(new Position(0, 13)));
        younger.add(2, 102, 1_002);
        younger.add(3, 103, 1_003);

        older.add(younger);

        assertThat(older.head()).isEqualTo(younger.head());
        assertThat(older.made()).isEqualTo(BATCH);
        assertThat(places(older)).extracting(Place::row).containsExactly(101L, 102L, 103L);
    }

    @Test
    void a_copy_stays_as_it_was() {
        var entry = new LagEntry(HEAD);
        entry.made(BATCH);
        entry.add(1, 101, 1_001);
        entry.add(2, 102, 1_002);

        var copy = entry.copy();
        entry.add(3, 103, 1_003);
        entry.head(HEAD.touchedBy(new Position(0, 13)));

        assertThat(copy.head()).isEqualTo(HEAD);
        assertThat(copy.made()).isEqualTo(BATCH);
        assertThat(places(copy)).extracting(Place::row).containsExactly(101L, 102L);
        copy.add(4, 104, 1_004);
        assertThat(places(entry)).extracting(Place::row).containsExactly(101L, 102L, 103L);
    }
}
