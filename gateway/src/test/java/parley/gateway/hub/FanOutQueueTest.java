package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.CommittedBatch;
import parley.core.log.CommittedBatch.Committed;
import parley.core.log.Position;
import parley.gateway.hub.FanOutQueue.Passing;
import parley.gateway.hub.FanOutQueue.Work;

@Timeout(30)
final class FanOutQueueTest {
    private static final Position POSITION = new Position(1, 1);
    private static final Head HEAD =
            Head.ofDirect(
                    new ConversationId(1),
                    Pair.of(new UserId(1), new UserId(2)),
                    Instant.EPOCH,
                    POSITION);

    private final FanOutQueue queue = new FanOutQueue();

    private static Passing passing() {
        return new Passing(HEAD, (members, deliveries) -> {});
    }

    private static CommittedBatch batch(int entries) {
        var change =
                new Change(
                        HEAD.id(),
                        1,
                        POSITION,
                        new UserId(1),
                        Instant.EPOCH,
                        new ChangeBody.Deleted(List.of()));
        return new CommittedBatch(
                POSITION, Collections.nCopies(entries, new Committed(change, HEAD, null)));
    }

    private static List<Passing> passings(Work work) {
        assertThat(work).isInstanceOf(Work.Passings.class);
        return ((Work.Passings) work).passings();
    }

    @Test
    void what_passes_alone_comes_at_once() throws Exception {
        var one = passing();
        queue.add(one);
        assertThat(passings(queue.take())).containsExactly(one);
    }

    @Test
    void what_passes_comes_after_the_batches_that_were_there_before_it() throws Exception {
        var first = new Work.Batch(batch(1));
        var second = new Work.Batch(batch(1));
        queue.put(first);
        var one = passing();
        queue.add(one);
        queue.put(second);
        assertThat(queue.take()).isSameAs(first);
        assertThat(queue.take()).isSameAs(second);
        assertThat(passings(queue.take())).containsExactly(one);
    }

    @Test
    void much_that_passes_comes_together() throws Exception {
        queue.add(passing());
        passings(queue.take());
        var one = passing();
        var other = passing();
        queue.add(one);
        queue.add(other);
        assertThat(passings(queue.take())).containsExactly(one, other);
    }

    @Test
    void batches_come_while_what_passes_is_gathered() throws Exception {
        queue.add(passing());
        passings(queue.take());
        queue.add(passing());
        var batch = new Work.Batch(batch(1));
        queue.put(batch);
        assertThat(queue.take()).isSameAs(batch);
        assertThat(passings(queue.take())).hasSize(1);
    }

    @Test
    void of_what_passes_too_much_is_left_out() throws Exception {
        for (int i = 0; i < 10_001; i++) {
            queue.add(passing());
        }
        assertThat(passings(queue.take())).hasSize(10_000);
    }

    @Test
    void the_writer_waits_while_too_much_waits_to_be_told() throws Exception {
        var large = batch(40_000);
        queue.put(large);
        var next = CompletableFuture.runAsync(() -> queue.put(batch(1)));
        assertThat(queue.take()).isEqualTo(new Work.Batch(large));
        assertThat(next).isNotDone();
        queue.told(large);
        next.get(10, TimeUnit.SECONDS);
        assertThat(queue.take()).isInstanceOf(Work.Batch.class);
    }
}
