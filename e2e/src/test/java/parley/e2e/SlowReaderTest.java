package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that stops reading costs nobody but itself, and loses nothing.
final class SlowReaderTest {
    private static final int MESSAGES = 1_500;
    private static final String LONG = "x".repeat(5_000);

    @Test
    void it_is_cut_off_and_catches_up_while_others_talk_on(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var ann = People.make(server, "ann");
            var bob = People.make(server, "bob");
            int port = server.port("tcp");
            try (var slow = LineClient.connect(port)) {
                slow.write(hello(bob));
                slow.flush();
                var cursor =
                        slow.until(frame -> "synced".equals(frame.text("type"))).required("cursor");

                var others = CompletableFuture.supplyAsync(() -> talk(server));
                flood(port, ann, bob);
                assertThat(slow.bye()).isEqualTo(4113);
                assertThat(percentile(others.join(), 0.99))
                        .as("p99 of others, ms")
                        .isLessThan(1_000);
                assertThat(seqsAfter(port, bob, cursor)).isEqualTo(MESSAGES);
            }
        }
    }

    private static String hello(People.Someone who) {
        return "{\"type\":\"hello\",\"id\":\"h\",\"token\":\"" + who.tokens().access() + "\"}";
    }

    private static void flood(int port, People.Someone from, People.Someone to) {
        try (var sender = LineClient.live(port, from.tokens().access())) {
            var writer =
                    CompletableFuture.runAsync(() -> {
                        for (int i = 0; i < MESSAGES; i++) {
                            sender.write(
                                    "{\"type\":\"send\",\"id\":\"%d\",\"key\":\"k%d\",\"to\":\"%s\",\"text\":\"%s\"}"
                                            .formatted(i, i, to.id(), LONG));
                        }
                        sender.flush();
                    });
            for (int i = 0; i < MESSAGES; i++) {
                sender.until(frame -> "ok".equals(frame.text("type")));
            }
            writer.join();
        }
    }

    /// Two others send to and fro; how long each message took, in milliseconds.
    private static List<Long> talk(RunningServer server) {
        var carol = People.make(server, "carol");
        var dan = People.make(server, "dan");
        int port = server.port("tcp");
        var took = new ArrayList<Long>();
        try (var one = LineClient.live(port, carol.tokens().access());
                var other = LineClient.live(port, dan.tokens().access())) {
            for (int i = 0; i < 100; i++) {
                long start = System.nanoTime();
                one.send(
                        "{\"type\":\"send\",\"id\":\"%d\",\"to\":\"%s\",\"text\":\"hi\"}"
                                .formatted(i, dan.id()));
                other.until(frame -> "message".equals(frame.text("type")));
                took.add((System.nanoTime() - start) / 1_000_000);
            }
        }
        System.out.println(
                "others meanwhile: p50 "
                        + percentile(took, 0.5)
                        + " ms, p99 "
                        + percentile(took, 0.99)
                        + " ms");
        return took;
    }

    private static long percentile(List<Long> values, double part) {
        var sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted)
                .skip((long) (part * (sorted.length - 1)))
                .findFirst()
                .orElseThrow();
    }

    /// How many different seqs a client gets that goes on from its cursor: in the sync, and by
    /// `changes`.
    private static long seqsAfter(int port, People.Someone who, String cursor) {
        try (var client = LineClient.connect(port)) {
            client.send(
                    "{\"type\":\"hello\",\"id\":\"h\",\"cursor\":\"%s\",\"token\":\"%s\"}"
                            .formatted(cursor, who.tokens().access()));
            var sync = client.until(frame -> "sync".equals(frame.text("type")));
            var conversation = sync.object("conversation").orElseThrow().required("id");
            client.until(frame -> "synced".equals(frame.text("type")));
            var seqs = new TreeSet<Long>();
            long rev = 0;
            for (boolean more = true; more; ) {
                client.send(
                        "{\"type\":\"changes\",\"id\":\"c\",\"conversation\":\"%s\",\"after\":%d,\"limit\":100}"
                                .formatted(conversation, rev));
                var page = client.until(frame -> "c".equals(frame.text("re")));
                for (var event : page.objects("events")) {
                    seqs.add(event.requiredCount("seq"));
                    rev = event.requiredCount("rev");
                }
                more = page.truth("more", false);
            }
            assertThat(seqs.getLast()).isEqualTo(MESSAGES);
            return seqs.size();
        }
    }
}
