package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// The table holds what a linked map would, in the same order, whatever is put and taken.
class AwaitedTableTest {
    private final AwaitedTable table = new AwaitedTable();
    private final LinkedHashMap<List<Long>, Long> expected = new LinkedHashMap<>();

    @Test
    void a_few_come_and_go() {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            step(random, 40, 60);
        }
        assertSame();
    }

    @Test
    void many_come_and_then_all_go() {
        var random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            step(random, 300, 10);
        }
        assertSame();
        assertThat(table.size()).isGreaterThan(30_000);
        while (table.size() > 0) {
            takeFirst();
        }
        assertSame();
        step(random, 300, 0);
        assertSame();
    }

    @Test
    void what_is_put_is_found_whole() {
        table.put(new ConversationId(7), new UserId(-5), new UserId(9), 1_000, 3);
        int place = table.find(new ConversationId(7), new UserId(-5));
        table.lastSeq(place, 4);
        assertThat(table.conversation(place)).isEqualTo(new ConversationId(7));
        assertThat(table.user(place)).isEqualTo(new UserId(-5));
        assertThat(table.from(place)).isEqualTo(new UserId(9));
        assertThat(table.dueMs(place)).isEqualTo(1_000);
        assertThat(table.lastSeq(place)).isEqualTo(4);
        assertThat(table.find(new ConversationId(7), new UserId(9))).isEqualTo(AwaitedTable.NONE);
    }

    /// Something is put, or with this chance of a hundred taken.
    private void step(Random random, int range, int taken) {
        var conversation = new ConversationId(1 + random.nextInt(range));
        var user = new UserId(random.nextInt(range) - range / 2L);
        var key = List.of(conversation.number(), user.bits());
        int place = table.find(conversation, user);
        assertThat(place != AwaitedTable.NONE).isEqualTo(expected.containsKey(key));
        if (random.nextInt(100) < taken) {
            if (place != AwaitedTable.NONE) {
                table.remove(place);
                expected.remove(key);
            } else if (table.size() > 0) {
                takeFirst();
            }
        } else if (place == AwaitedTable.NONE) {
            long seq = random.nextLong();
            table.put(conversation, user, user, 0, seq);
            expected.put(key, seq);
        }
    }

    private void takeFirst() {
        int first = table.first();
        var key = List.of(table.conversation(first).number(), table.user(first).bits());
        assertThat(key).isEqualTo(expected.firstEntry().getKey());
        table.remove(first);
        expected.remove(key);
    }

    private void assertSame() {
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((key, seq) -> {
            int place = table.find(new ConversationId(key.get(0)), new UserId(key.get(1)));
            assertThat(table.lastSeq(place)).isEqualTo(seq);
        });
        assertThat(table.first() == AwaitedTable.NONE).isEqualTo(expected.isEmpty());
    }
}
