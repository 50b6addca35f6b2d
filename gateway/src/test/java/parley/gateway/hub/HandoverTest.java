package parley.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.gateway.connection.Outgoing;
import parley.protocol.Event;

@Timeout(30)
final class HandoverTest {
    private static final int FRAMES = 65_536;
    private static final Outgoing FRAME = new Outgoing(new Event.Typing("c", "u", true));

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Loops.Place place = new Loops(loop, Positions.NONE).placeOf(loop);
    private final Handover handover = new Handover();
    private final QuietReceiver ann = new QuietReceiver(new UserId(1), loop) {};

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> batchAside(int frames, long n) {
        return CompletableFuture.runAsync(() -> {
            try {
                handover.batch(deliveries(frames), new Position(1, n), List.of(place));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private Deliveries deliveries(int frames) {
        var deliveries = new Deliveries();
        for (int i = 0; i < frames; i++) {
            deliveries.passing(ann, FRAME);
        }
        return deliveries;
    }

    @Test
    void a_batch_waits_for_loops_that_are_behind_and_what_passes_is_left_out() throws Exception {
        var busy = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        handover.batch(deliveries(FRAMES), new Position(1, 1), List.of(place));
        assertThat(handover.passing(deliveries(1), List.of(place))).isFalse();
        var next = batchAside(2, 2);
        assertThat(next).isNotDone();

        busy.countDown();
        next.get(10, TimeUnit.SECONDS);
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(loop.submit(() -> place.seen).get())
                .isEqualTo(Positions.NONE.with(new Position(1, 2)));
        assertThat(handover.passing(deliveries(1), List.of(place))).isTrue();
    }

    @Test
    void a_batch_larger_than_the_bound_goes_by_itself() throws Exception {
        handover.batch(deliveries(FRAMES + 1), new Position(1, 1), List.of(place));
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(handover.passing(deliveries(1), List.of(place))).isTrue();
    }

    @Test
    void so_does_what_passes() throws Exception {
        assertThat(handover.passing(deliveries(FRAMES + 1), List.of(place))).isTrue();
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        batchAside(FRAMES, 1).get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_loop_that_ended_holds_nobody_up() throws Exception {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
        for (int i = 1; i <= 3; i++) {
            handover.batch(deliveries(FRAMES), new Position(1, i), List.of(place));
        }
        assertThat(handover.passing(deliveries(1), List.of(place))).isTrue();
    }

    @Test
    void of_nothing_nobody_is_told() {
        assertThat(handover.passing(new Deliveries(), List.of())).isFalse();
    }
}
