package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 1,000 removals race with a stream of messages, in a group whose members see what is sent while
/// they belong. Whoever was removed is told so once on every door, and of nothing after it until
/// they are added again; and no message of the time between is ever theirs: not on a socket, in an
/// event stream, by history, changes, search or export, however these raced with the removal.
final class RemovalTest {
    private static final int PEOPLE = 10;
    private static final int ROUNDS = 100;
    private static final int SEARCH_EACH = 4;
    private static final int EXPORT_EACH = 10;

    private final Semaphore exports = new Semaphore(4);
    private final AtomicInteger exported = new AtomicInteger();

    @Test
    void who_was_removed_gets_nothing_more(@TempDir Path directory) throws Exception {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
                var tasks = Executors.newVirtualThreadPerTaskExecutor();
                var talker = LineClient.connect(server.port("tcp"))) {
            var owner = guest(server);
            var group =
                    owner.post(
                                    server.http(),
                                    "/v1/conversations",
                                    "{\"kind\":\"group\",\"title\":\"Door\",\"history\":\"joined\"}")
                            .expect(201)
                            .body()
                            .required("id");
            var over = new AtomicBoolean();
            var racing = new ArrayList<Future<?>>();
            for (int i = 0; i < PEOPLE; i++) {
                racing.add(tasks.submit(() -> new Race(server, tasks, owner, group).run()));
            }
            talker.hello(owner.token());
            var talking = tasks.submit(() -> talk(talker, group, over));
            for (var one : racing) {
                one.get(120, TimeUnit.SECONDS);
            }
            over.set(true);
            assertThat(talking.get(20, TimeUnit.SECONDS)).isGreaterThan(ROUNDS);
            assertThat(exported.get()).as("exports").isPositive();
        }
    }

    private static Visitor guest(RunningServer server) {
        var made = Visitor.post(server.http(), "/v1/auth/guest", null, "{}").expect(201);
        return Visitor.of(made.body(), "guest");
    }

    private static int talk(LineClient talker, String group, AtomicBoolean over) {
        int sent = 0;
        while (!over.get()) {
            talker.ask(
                    "{\"type\":\"send\",\"id\":\"s%d\",\"to\":\"%s\",\"text\":\"psst\"}"
                            .formatted(sent, group),
                    "s" + sent);
            sent++;
        }
        return sent;
    }

    /// One person is added and removed again and again, with a connection on each door, while they
    /// read all they can.
    private final class Race {
        private final RunningServer server;
        private final ExecutorService tasks;
        private final Visitor owner;
        private final String group;
        private final Visitor who;
        private final List<Future<JsonNode>> read = new ArrayList<>();

        Race(RunningServer server, ExecutorService tasks, Visitor owner, String group) {
            this.server = server;
            this.tasks = tasks;
            this.owner = owner;
            this.group = group;
            who = guest(server);
        }

        Void run() throws Exception {
            try (var present = new RemovalWatch(server, who, group)) {
                var path = "/v1/conversations/" + group;
                var member = path + "/members/" + who.id();
                for (int i = 0; i < ROUNDS; i++) {
                    owner.post(server.http(), member, "{}").expect(201);
                    long rev = lastRev();
                    present.read("during" + i, rev - 1);
                    if (i % SEARCH_EACH == 0) {
                        read.add(tasks.submit(this::search));
                    }
                    if (i % EXPORT_EACH == 0) {
                        read.add(tasks.submit(this::export));
                    }
                    Visitor.call(server.http(), "DELETE", member, owner.token(), null).expect(204);
                    present.readAndWait("after" + i, rev);
                    who.get(server.http(), path + "/messages?after=0").expect(404);
                    if (i % SEARCH_EACH == 1) {
                        assertThat(search().path("items")).isEmpty();
                    }
                }
                owner.post(
                                server.http(),
                                "/v1/conversations/"
                                        + who.conversationWith(server.http(), owner)
                                        + "/messages",
                                "{\"text\":\"done\"}")
                        .expect(201);
                present.assertNothingAfterRemoval(ROUNDS);
                for (var one : read) {
                    present.assertOnlyWhatWasSentMeanwhile(one.get(20, TimeUnit.SECONDS));
                }
                return null;
            }
        }

        private long lastRev() {
            var head = owner.get(server.http(), "/v1/conversations/" + group).expect(200).body();
            return head.number("lastRev").orElseThrow();
        }

        private JsonNode search() throws IOException {
            return RawClient.JSON.readTree(
                    who.get(server.http(), "/v1/search?q=psst").expect(200).text());
        }

        // at most as many at once as the server lets
        private JsonNode export() throws IOException {
            var all = RawClient.JSON.createArrayNode();
            if (!exports.tryAcquire()) {
                return all;
            }
            try {
                var answer = who.get(server.http(), "/v1/users/me/export").expect(200);
                try (var zip =
                        new ZipInputStream(new ByteArrayInputStream(answer.response().body()))) {
                    while (zip.getNextEntry() != null) {
                        var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                        for (var line : text.lines().toList()) {
                            all.add(RawClient.JSON.readTree(line));
                        }
                    }
                }
                exported.incrementAndGet();
                return all;
            } finally {
                exports.release();
            }
        }
    }
}
