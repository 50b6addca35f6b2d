package parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an index follows a log that is written all the time.
final class BusyLogTest {
    @TempDir private Path folder;

    @Test
    void it_is_looked_at_ten_times_a_second_at_most() {
        try (var world = new SearchWorld(folder)) {
            var people = world.world.people(2);
            var alice = people.get(0);
            var talk = world.world.direct(alice, people.get(1));
            world.world.send(alice, talk, "the first plum", null);
            world.settled();
            long looks = world.looks();
            long start = System.nanoTime();
            int said = 0;
            while (world.looks() < looks + 5) {
                world.world.send(alice, talk, "plum number " + said++, null);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // no full page
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            assertThat(said).isGreaterThan(5);
            world.settled();
            assertThat(world.texts(people.get(1), "first")).containsExactly("the first plum");
        }
    }
}
