package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.client.Door;

/// 1,000 removals race with a stream of messages: whoever was removed gets nothing after the event
/// that says so, on any door, until they are added again.
final class RemovalTest {
    private static final int PEOPLE = 10;
    private static final int ROUNDS = 100;
    private static final List<Door> DOORS = List.of(Door.TCP, Door.WEBSOCKET, Door.SSE);

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
                                    "{\"kind\":\"group\",\"title\":\"Door\"}")
                            .expect(201)
                            .body()
                            .required("id");
            var over = new AtomicBoolean();
            var racing = new ArrayList<Future<?>>();
            for (int i = 0; i < PEOPLE; i++) {
                racing.add(tasks.submit(() -> race(server, owner, group)));
            }
            talker.hello(owner.token());
            var talking = tasks.submit(() -> talk(talker, group, over));
            for (var one : racing) {
                one.get(120, TimeUnit.SECONDS);
            }
            over.set(true);
            assertThat(talking.get(20, TimeUnit.SECONDS)).isPositive();
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

    /// One person is added and removed again and again, with a connection on each door.
    private static Void race(RunningServer server, Visitor owner, String group) throws Exception {
        var who = guest(server);
        var clients = new ArrayList<RawClient>();
        try {
            for (var door : DOORS) {
                var client = RawClient.open(door, server, who.token());
                client.send(
                        RawClient.JSON
                                .createObjectNode()
                                .put("type", "hello")
                                .put("id", "1")
                                .put("token", who.token()));
                clients.add(client);
                take(client, "synced");
            }
            var path = "/v1/conversations/" + group;
            for (int i = 0; i < ROUNDS; i++) {
                var member = path + "/members/" + who.id();
                owner.post(server.http(), member, "{}").expect(201);
                Visitor.call(server.http(), "DELETE", member, owner.token(), null).expect(204);
                who.get(server.http(), path + "/messages?after=0").expect(404);
            }
            owner.post(
                            server.http(),
                            "/v1/conversations/"
                                    + who.conversationWith(server.http(), owner)
                                    + "/messages",
                            "{\"text\":\"done\"}")
                    .expect(201);
            for (var client : clients) {
                assertNothingAfterRemoval(client, group, who.id());
            }
            return null;
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    private static List<JsonNode> take(RawClient client, String type) throws InterruptedException {
        var taken = new ArrayList<JsonNode>();
        while (true) {
            var frame = client.frames().poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no " + type + " after " + taken.size() + " frames");
            }
            taken.add(frame);
            if (frame.path("type").asText().equals(type)) {
                return taken;
            }
        }
    }

    private static void assertNothingAfterRemoval(RawClient client, String group, String user)
            throws InterruptedException {
        boolean belongs = false;
        int removals = 0;
        while (true) {
            var frame = client.frames().poll(20, TimeUnit.SECONDS);
            assertThat(frame).as("told of " + removals + " removals").isNotNull();
            var type = frame.path("type").asText();
            if (frame.path("text").asText().equals("done")) {
                break;
            }
            if (type.equals("sync")
                    && frame.path("conversation").path("id").asText().equals(group)) {
                belongs = true;
            } else if (frame.path("conversation").asText().equals(group)) {
                assertThat(belongs).as("after " + removals + " removals: " + frame).isTrue();
                if (frame.path("change").asText().equals("removed")
                        && frame.path("user").asText().equals(user)) {
                    belongs = false;
                    removals++;
                }
            }
        }
        assertThat(removals).isEqualTo(ROUNDS);
    }
}
