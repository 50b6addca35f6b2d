package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;

/// Whatever is put, taken away and pushed out: what is found is what was put last.
final class PackedHeadsTest {
    private static final int MAX = 3_000;
    private static final int DEEDS = 60_000;

    private final PackedHeads heads = new PackedHeads(MAX);
    private final Map<Long, Head> last = new HashMap<>();

    private static Head head(long id, long rev) {
        var pair = Pair.of(new UserId(~id), new UserId(id * 31));
        return Head.ofDirect(
                new ConversationId(id), pair, Instant.ofEpochMilli(rev), new Position(1, rev));
    }

    private int found() {
        int found = 0;
        for (var id : last.keySet()) {
            var pair = heads.pair(new ConversationId(id));
            if (pair != null) {
                assertThat(last.get(id).pair()).contains(pair);
                found++;
            }
        }
        return found;
    }

    @RepeatedTest(5)
    void what_is_found_is_what_was_put_last(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 1; i <= DEEDS; i++) {
            // many few times, and few many times
            long id = 1 + (long) (Math.pow(random.nextDouble(), 3) * 10_000);
            switch (random.nextInt(8)) {
                case 0 -> {
                    heads.remove(new ConversationId(id));
                    last.remove(id);
                    assertThat(heads.find(new ConversationId(id))).isNull();
                }
                case 1, 2, 3 -> {
                    var head = heads.find(new ConversationId(id));
                    if (head != null) {
                        assertThat(head).isEqualTo(last.get(id));
                    }
                }
                default -> {
                    var head = head(id, i);
                    heads.put(head);
                    last.put(id, head);
                    assertThat(heads.find(head.id())).isEqualTo(head);
                }
            }
        }
        assertThat(found()).isBetween(MAX * 9 / 10, MAX);
    }
}
