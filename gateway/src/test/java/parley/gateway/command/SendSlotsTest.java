package parley.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.gateway.limit.Crowding;

@Timeout(30)
final class SendSlotsTest {
    private static final int EACH = 32;
    private static final int MANY = 8_192;

    private final Crowding crowding = new Crowding();
    private final SendSlots slots = new SendSlots(crowding);
    private final AtomicInteger told = new AtomicInteger();

    private CompletableFuture<Void> takeAside() {
        return CompletableFuture.runAsync(() -> {
            try {
                slots.take();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private boolean isFull() {
        return slots.isFullUntil(told::incrementAndGet);
    }

    @Test
    void one_may_have_many_in_flight_and_the_next_waits() throws Exception {
        for (int i = 0; i < EACH; i++) {
            assertThat(isFull()).isFalse();
            slots.take();
        }
        assertThat(isFull()).isTrue();
        var next = takeAside();
        assertThat(next).isNotDone();
        slots.give();
        next.get(10, TimeUnit.SECONDS);
        assertThat(told).hasValue(1);
        assertThat(isFull()).isTrue();
    }

    @Test
    void where_it_is_crowded_each_waits_for_the_last_one() throws Exception {
        slots.take();
        crowding.sends(MANY - 1);
        assertThat(isFull()).isTrue();
        slots.give();
        assertThat(told).hasValue(1);
        assertThat(isFull()).isFalse();
        slots.take();
        assertThat(isFull()).isTrue();
        crowding.sends(-MANY);
        assertThat(isFull()).isFalse();
    }

    @Test
    void whoever_had_more_in_flight_when_it_became_crowded_waits_for_all_of_them()
            throws Exception {
        slots.take();
        slots.take();
        crowding.sends(MANY);
        assertThat(isFull()).isTrue();
        slots.give();
        assertThat(told).hasValue(0);
        slots.give();
        assertThat(told).hasValue(1);
    }

    @Test
    void all_are_free_when_all_are_given_back() throws Exception {
        slots.take();
        slots.take();
        var free =
                CompletableFuture.runAsync(() -> {
                    try {
                        slots.awaitFree();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        slots.give();
        assertThat(free).isNotDone();
        slots.give();
        free.get(10, TimeUnit.SECONDS);
        slots.awaitFree();
    }
}
