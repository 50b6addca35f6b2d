package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.client.Backoff;
import parley.client.Door;
import parley.client.Draft;
import parley.client.ParleyClient;
import parley.client.Sent;
import parley.client.ServerAddress;
import parley.client.Trust;

/// A client that is cut at random while messages flow both ways ends with exactly the log.
final class CutClientTest {
    private static final int CUTS = Integer.getInteger("parley.cuts", 200);

    private static RunningServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = RunningServer.start(directory, People.GENEROUS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ParleyClient client(People.Someone who, ServerAddress address, HeardLog log) {
        return ParleyClient.to(address)
                .trust(Trust.anything())
                .backoff(new Backoff(Duration.ofMillis(5), Duration.ofMillis(40)))
                .start(who.tokens(), log);
    }

    private static ServerAddress address(Door door, int httpPort, int linesPort) {
        var http = ServerAddress.of("http://127.0.0.1:" + httpPort);
        return door == Door.TCP || door == Door.TLS
                ? new ServerAddress(door, URI.create(server.http()), "127.0.0.1", linesPort)
                : http.by(door);
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void a_client_cut_at_random_ends_with_exactly_the_log(Door door) throws Exception {
        long seed = System.nanoTime();
        System.out.println(door + " is cut with seed " + seed);
        var ann = People.make(server, "ann");
        var bob = People.make(server, "bob");
        int target = server.port(door == Door.TCP ? "tcp" : door == Door.TLS ? "tls" : "http");
        var heardByAnn = new HeardLog();
        var heardByBob = new HeardLog();
        try (var wire = new CuttingProxy(target);
                var anns = client(ann, address(door, wire.port(), wire.port()), heardByAnn);
                var bobs =
                        client(bob, address(Door.WEBSOCKET, server.port("http"), 0), heardByBob)) {
            eventually(
                    Duration.ofSeconds(20),
                    heardByAnn::stopped,
                    () -> anns.isLive() && bobs.isLive());
            var conversation =
                    anns.send(Draft.of(bob.id(), "first")).get(10, TimeUnit.SECONDS).conversation();
            heardByAnn.of(conversation);
            heardByBob.of(conversation);
            var sent =
                    talkWhileCut(
                            new Talk(anns, bobs, conversation),
                            wire,
                            new Random(seed),
                            heardByAnn::timesLive);
            eventually(
                    Duration.ofSeconds(60),
                    () -> unfinished(sent, anns, bobs) + "; " + heardByAnn.stopped(),
                    () -> sent.stream().allMatch(CompletableFuture::isDone));
            assertThat(List.of(heardByAnn.stopped(), heardByBob.stopped()))
                    .as("why ann and bob stopped")
                    .containsExactly("", "");
            for (var each : sent) {
                each.get();
            }
            long lastRev = bobs.head(conversation).get(10, TimeUnit.SECONDS).last().rev();
            assertThat(lastRev).isEqualTo(sent.size() + 1);
            for (var log : List.of(heardByAnn, heardByBob)) {
                // a client whose wire went dead without a word notices after 40 s at most
                eventually(
                        Duration.ofSeconds(60),
                        () -> door + ": " + log.state(lastRev),
                        () -> log.log().size() >= lastRev);
                log.assertIsExactly(lastRev);
                assertThat(log.texts()).doesNotHaveDuplicates();
                assertThat(log.texts().stream().filter(text -> text.startsWith("a")))
                        .containsExactlyElementsOf(numbered("a", sent.size() / 2));
            }
        }
    }

    private static String unfinished(
            List<CompletableFuture<Sent>> sent, ParleyClient anns, ParleyClient bobs) {
        long finished = sent.stream().filter(CompletableFuture::isDone).count();
        return "%d of %d are answered; ann is %s, bob is %s"
                .formatted(finished, sent.size(), state(anns), state(bobs));
    }

    private static String state(ParleyClient client) {
        return client.isLive() ? "here" : "away";
    }

    private record Talk(ParleyClient ann, ParleyClient bob, String conversation) {}

    private static List<String> numbered(String letter, int count) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(letter + i);
        }
        return texts;
    }

    private static List<CompletableFuture<Sent>> talkWhileCut(
            Talk talk, CuttingProxy wire, Random random, IntSupplier live) {
        var sent = new ArrayList<CompletableFuture<Sent>>();
        for (int cut = 0; cut < CUTS; cut++) {
            int burst = 1 + random.nextInt(5);
            for (int i = 0; i < burst; i++) {
                int number = sent.size() / 2;
                sent.add(talk.ann.send(Draft.of(talk.conversation, "a" + number)));
                sent.add(talk.bob.send(Draft.of(talk.conversation, "b" + number)));
            }
            pause(random.nextInt(30));
            wire.cut();
            if (random.nextInt(3) > 0) {
                // mostly it gets back in; sometimes the next cut comes in the middle of that
                int before = live.getAsInt();
                eventuallyOrOn(() -> live.getAsInt() > before);
            }
        }
        return sent;
    }

    private static void eventuallyOrOn(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            pause(3);
        }
    }

    private static void pause(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
