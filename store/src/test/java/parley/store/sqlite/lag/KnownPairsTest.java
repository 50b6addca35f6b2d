package parley.store.sqlite.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Pair;
import parley.core.id.UserId;

/// A pair that has a conversation is never denied; most that have none are.
final class KnownPairsTest {
    private final Random random = new Random(3);
    private final ConcurrentSkipListSet<Pair> table =
            new ConcurrentSkipListSet<>((one, other) -> {
                int first = one.a().compareTo(other.a());
                return first != 0 ? first : one.b().compareTo(other.b());
            });

    private Pair pair() {
        return Pair.of(new UserId(random.nextLong()), new UserId(random.nextLong()));
    }

    private List<Pair> pairs(int many) {
        return Stream.generate(this::pair).limit(many).toList();
    }

    private List<Pair> after(@Nullable Pair last, int max) {
        var from = last == null ? table : table.tailSet(last, false);
        return from.stream().limit(max).toList();
    }

    @Test
    void what_is_in_the_table_waits_or_comes_later_is_held() {
        var stored = pairs(25_000);
        table.addAll(stored);
        var waiting = pairs(100);
        var strangers = pairs(10_000);
        try (var known = new KnownPairs(this::after)) {
            assertThat(strangers).allMatch(known::mayHold); // nothing is known yet
            known.read(stored.size(), waiting::forEach);
            var later = pairs(100);
            later.forEach(pair -> known.add(pair, taker -> {}));
            known.awaitRead();
            assertThat(strangers.stream().filter(known::mayHold)).hasSizeLessThan(1_000);
            assertThat(stored).allMatch(known::mayHold);
            assertThat(waiting).allMatch(known::mayHold);
            assertThat(later).allMatch(known::mayHold);
        }
    }

    @Test
    void it_grows_with_what_comes_and_denies_nobody_meanwhile() {
        var all = new ArrayList<Pair>();
        try (var known = new KnownPairs(this::after)) {
            known.read(0, taker -> {});
            for (int i = 0; i < 200_000; i++) {
                var pair = pair();
                all.add(pair);
                known.add(pair, all.subList(table.size(), all.size())::forEach);
                if (i % 1_000 == 999) { // moved
                    table.addAll(all.subList(table.size(), all.size()));
                }
                if (!known.mayHold(all.get(random.nextInt(all.size())))) {
                    fail("denied while it grew, after " + i);
                }
            }
            assertThat(all).allMatch(known::mayHold);
            known.awaitRead();
            assertThat(pairs(10_000).stream().filter(known::mayHold)).hasSizeLessThan(1_000);
            assertThat(all).allMatch(known::mayHold);
        }
    }
}
