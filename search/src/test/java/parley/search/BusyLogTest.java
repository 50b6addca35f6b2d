package parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// How an index follows a log that is written all the time.
final class BusyLogTest {
    @TempDir private Path folder;
    private SearchWorld world;
    private UserId alice;
    private UserId bob;
    private ConversationId talk;

    @BeforeEach
    void begin() {
        world = new SearchWorld(folder);
        var people = world.world.people(2);
        alice = people.get(0);
        bob = people.get(1);
        talk = world.world.direct(alice, bob);
        say("the first plum");
        world.settled();
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void say(String text) {
        world.world.send(alice, talk, text, null);
    }

    @Test
    void it_is_looked_at_once_a_second_while_nobody_searches() {
        long looks = world.looks();
        long start = System.nanoTime();
        int said = 0;
        while (world.looks() < looks + 3) {
            say("plum number " + said++);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // no full page
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(said).isGreaterThan(5);
    }

    @Test
    void what_was_said_is_found_by_the_search_that_comes_next() {
        int found = 0;
        for (int i = 0; i < 20; i++) {
            say("pear" + i);
            found += world.texts(bob, "\"pear" + i + "\"").size();
        }
        // each, unless the machine stops for longer than a search waits
        assertThat(found).isBetween(12, 20);
    }
}
