package parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.message.SendOutcome;
import parley.core.message.SendOutcome.Refused;
import parley.core.receipt.Marks;

/// Three people and the log's writer, on a store that can fail.
abstract class LaneScene {
    private final List<UncertainLogStore> stores = new ArrayList<>();
    final LogWorld world =
            new LogWorld(
                    Clock.systemUTC(),
                    store -> {
                        stores.add(new UncertainLogStore(store));
                        return stores.getFirst();
                    });
    final UncertainLogStore store = stores.getFirst();
    final UserId alice = world.person("alice");
    final UserId bob = world.person("bob");
    final UserId carol = world.person("carol");

    @AfterEach
    void close() {
        world.close();
    }

    static RefusalCode code(SendOutcome outcome) {
        return ((Refused) outcome).code();
    }

    static void isDense(List<LogEntry> entries) {
        assertThat(entries.stream().map(LogEntry::rev))
                .isEqualTo(LongStream.rangeClosed(1, entries.size()).boxed().toList());
        var seqs = messages(entries).stream().map(Message::seq).toList();
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    }

    static List<Message> messages(List<LogEntry> entries) {
        return entries.stream().filter(Message.class::isInstance).map(Message.class::cast).toList();
    }

    static void inParallel(int threads, IntConsumer work) {
        var failures = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            failures.add(
                    CompletableFuture.runAsync(
                            () -> work.accept(number), Thread::startVirtualThread));
        }
        failures.forEach(one -> one.orTimeout(60, TimeUnit.SECONDS).join());
    }

    final Marks marks(UserId user, ConversationId conversation) {
        return world.database.conversations().listed(conversation, user).orElseThrow().marks();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
