package parley.store.sqlite.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

final class PairTableTest {
    private final Random random = new Random(5);

    private Pair pair() {
        return Pair.of(new UserId(random.nextLong()), new UserId(random.nextLong()));
    }

    @Test
    void it_holds_what_was_put_as_a_map_does() {
        var table = new PairTable();
        var map = new HashMap<Pair, Long>();
        assertThat(table.get(pair())).isZero();
        for (long id = 1; id <= 20_000; id++) {
            var pair = pair();
            table.put(pair, new ConversationId(id));
            map.put(pair, id);
        }
        assertThat(table.size()).isEqualTo(map.size());
        map.forEach((pair, id) -> assertThat(table.get(pair)).isEqualTo(id));
        assertThat(table.get(pair())).isZero();
        assertThat(table.lowest()).isEqualTo(1);
        assertThat(table.highest()).isEqualTo(20_000);
        var told = new HashSet<Pair>();
        table.forEach(told::add);
        assertThat(told).isEqualTo(map.keySet());
    }

    @Test
    void its_rows_lie_in_the_order_of_the_database_but_for_neighbours() {
        var table = new PairTable();
        var map = new HashMap<Pair, Long>();
        var first = new UserId(random.nextLong());
        for (long id = 1; id <= 5_000; id++) {
            var pair = id % 2 == 0 ? pair() : Pair.of(first, new UserId(random.nextLong()));
            table.put(pair, new ConversationId(id));
            map.put(pair, id);
        }
        var rows = table.rows();
        assertThat(rows.size()).isEqualTo(map.size());
        for (int i = 0; i < rows.size(); i++) {
            var pair =
                    new Pair(
                            new UserId(rows.a(i) ^ Long.MIN_VALUE),
                            new UserId(rows.b(i) ^ Long.MIN_VALUE));
            assertThat(map.remove(pair)).isEqualTo(rows.conversation(i));
            if (i > 0) {
                assertThat(rows.a(i) >> 24).isGreaterThanOrEqualTo(rows.a(i - 1) >> 24);
            }
        }
        assertThat(map).isEmpty();
    }
}
