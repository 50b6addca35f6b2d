package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Someone with 5,000 conversations, and a conversation of 10,000 messages.
final class LargeAccountTest {
    private static final int CONVERSATIONS = 5_000;
    private static final int MESSAGES = 10_000;

    @Test
    void much_is_there_and_what_is_needed_comes_fast(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var ann = Visitor.register(server.http(), "ann");
            var bob = Visitor.register(server.http(), "bob");
            try (var line = LineClient.live(server.port("tcp"), ann.token())) {
                fill(line, MESSAGES, bob.id());
            }
            groups(server, ann);
            synced(server, ann);
            pages(server, ann, ann.conversationWith(server.http(), bob));
        }
    }

    private static void fill(LineClient line, int messages, String to) {
        int asked = 0;
        for (int answered = 0; answered < messages; answered++) {
            for (; asked < messages && asked - answered < 32; asked++) {
                line.write(
                        "{\"type\":\"send\",\"id\":\""
                                + asked
                                + "\",\"to\":\""
                                + to
                                + "\",\"text\":\"message "
                                + asked
                                + "\"}");
            }
            line.flush();
            assertThat(line.until(frame -> frame.text("re") != null).text("type")).isEqualTo("ok");
        }
    }

    private static void groups(RunningServer server, Visitor ann) {
        var threads = new ArrayList<Thread>();
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        for (int t = 0; t < 16; t++) {
            threads.add(
                    Thread.ofVirtual()
                            .uncaughtExceptionHandler((thread, e) -> failures.add(e))
                            .start(() -> {
                                for (int i = 0; i < CONVERSATIONS / 16 + 1; i++) {
                                    ann.post(
                                                    server.http(),
                                                    "/v1/conversations",
                                                    "{\"kind\":\"group\",\"title\":\"Group "
                                                            + i
                                                            + "\"}")
                                            .expect(201);
                                }
                            }));
        }
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(failures).isEmpty();
    }

    private static void synced(RunningServer server, Visitor ann) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            try (var line = LineClient.connect(server.port("tcp"))) {
                long start = System.nanoTime();
                line.send("{\"type\":\"hello\",\"id\":\"1\",\"token\":\"" + ann.token() + "\"}");
                var synced = line.until(frame -> "synced".equals(frame.text("type")));
                best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
                assertThat(synced.truth("more", false)).isTrue();
            }
        }
        System.out.println(CONVERSATIONS + " conversations: synced in " + best + " ms");
        assertThat(best).isLessThan(2_000);
    }

    private static void pages(RunningServer server, Visitor ann, String conversation) {
        var times = new ArrayList<Long>();
        try (var line = LineClient.live(server.port("tcp"), ann.token())) {
            long before = MESSAGES + 1;
            while (before > 1) {
                long start = System.nanoTime();
                var page =
                        line.ask(
                                "{\"type\":\"history\",\"id\":\"h\",\"conversation\":\""
                                        + conversation
                                        + "\",\"before\":"
                                        + before
                                        + ",\"limit\":100}",
                                "h");
                times.add((System.nanoTime() - start) / 1_000);
                var messages = page.objects("messages");
                assertThat(messages).hasSize(100);
                assertThat(messages.getLast().number("seq")).hasValue(before - 1);
                before = messages.getFirst().number("seq").orElseThrow();
            }
        }
        Collections.sort(times);
        System.out.printf(
                "%d messages: a page of 100 takes %d us, the slowest of 100 %d us%n",
                MESSAGES, times.get(times.size() / 2), times.getLast());
        assertThat(times.get(times.size() / 2)).isLessThan(500_000);
    }
}
