package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments while everyone sends as fast as they can: what was acknowledged is
/// there, once, and nothing else has changed.
final class KillTest {
    private static final int SENDERS = 6;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void twenty_kills_lose_nothing_that_was_acknowledged_and_double_nothing(
            @TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            kill(server, 20, 4_000);
        }
    }

    @Test
    void three_kills_lose_nothing_on_postgresql(@TempDir Path directory) throws IOException {
        var database = EmbeddedPostgres.builder().setServerConfig("fsync", "on");
        try (var postgresql = database.start();
                var server =
                        RunningServer.start(
                                directory,
                                "--limits.exempt=127.0.0.1",
                                "--database.url=postgresql://postgres:postgres@127.0.0.1:"
                                        + postgresql.getPort()
                                        + "/postgres")) {
            kill(server, 3, 3_000);
        }
    }

    @Test
    void a_mark_given_before_a_cursor_is_there_after_a_kill(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var ann = Visitor.register(server.http(), "ann");
            var bob = Visitor.register(server.http(), "bob");
            var talk = ann.conversationWith(server.http(), bob);
            for (int seq = 1; seq <= 5; seq++) {
                try (var anns = LineClient.live(server.port("tcp"), ann.token());
                        var bobs = LineClient.live(server.port("tcp"), bob.token())) {
                    bobs.ask(
                            "{\"type\":\"send\",\"id\":\"1\",\"to\":\""
                                    + talk
                                    + "\",\"text\":\"x\"}",
                            "1");
                    anns.ask(
                            "{\"type\":\"read\",\"id\":\"2\",\"conversation\":\""
                                    + talk
                                    + "\",\"seq\":"
                                    + seq
                                    + "}",
                            "2");
                    LineClient.live(server.port("tcp"), ann.token()).close(); // up to its cursor
                    server.kill();
                }
                server.restart();
                assertThat(
                                ann.get(server.http(), "/v1/conversations/" + talk)
                                        .body()
                                        .number("read"))
                        .hasValue(seq);
            }
        }
    }

    /// @param most of a round that may be acknowledged before the kill
    private void kill(RunningServer server, int times, int most) {
        System.out.println("KillTest seed " + seed);
        var senders = senders(server);
        var readyMs = new ArrayList<Long>();
        long loadedNs = 0;
        for (int i = 0; i < times; i++) {
            loadedNs += load(server, senders, 1 + random.nextInt(most));
            server.restart();
            readyMs.add(server.readyMs());
        }
        senders.forEach(sender -> sender.finish(server.port("tcp")));
        long acknowledged = senders.stream().mapToLong(KilledSender::acknowledged).sum();
        long found = senders.stream().mapToLong(sender -> sender.verify(server.http())).sum();
        long duplicates = senders.stream().mapToLong(KilledSender::duplicates).sum();
        System.out.printf(
                "%d kills: %d acknowledged, %d of them duplicates of a send whose ok was lost, about %d/s, "
                        + "ready after %s ms%n",
                times,
                acknowledged,
                duplicates,
                acknowledged * 1_000_000_000 / Math.max(1, loadedNs),
                readyMs);
        assertThat(found).isEqualTo(acknowledged);
        assertThat(acknowledged).as("there was a load").isGreaterThan(50L * times);
        assertThat(readyMs).allSatisfy(ms -> assertThat(ms).isLessThan(15_000));
    }

    private static List<KilledSender> senders(RunningServer server) {
        var people = new ArrayList<Visitor>();
        for (int i = 0; i < SENDERS; i++) {
            people.add(Visitor.register(server.http(), "sender" + i));
        }
        var senders = new ArrayList<KilledSender>();
        for (int i = 0; i < SENDERS; i++) {
            // two by two, so that both sides write the same conversation
            senders.add(new KilledSender(people.get(i), people.get(i ^ 1)));
        }
        return senders;
    }

    /// Kills the server as soon as so many more are acknowledged.
    ///
    /// @return the nanoseconds from the first acknowledgement to the kill
    private static long load(RunningServer server, List<KilledSender> senders, int more) {
        int port = server.port("tcp");
        var acknowledged = new Semaphore(0);
        var threads = new ArrayList<Thread>();
        senders.forEach(sender ->
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> sender.sendUntilCut(port, acknowledged::release))));
        try {
            assertThat(acknowledged.tryAcquire(1, 30, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            assertThat(acknowledged.tryAcquire(more, 30, TimeUnit.SECONDS)).isTrue();
            long took = System.nanoTime() - start;
            server.kill();
            for (var thread : threads) {
                thread.join();
            }
            return took;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
