package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import parley.client.Door;

/// What someone who is added to a group and removed again is told, on one connection of each door.
final class RemovalWatch implements AutoCloseable {
    private static final List<Door> DOORS = List.of(Door.TCP, Door.WEBSOCKET, Door.SSE);
    private static final int PATIENCE_S = 20;

    private final String group;
    private final String user;
    private final List<Present> clients = new ArrayList<>();

    /// A connection, and what came over it so far.
    private record Present(RawClient client, List<JsonNode> came) {
        JsonNode next() throws InterruptedException {
            var frame = client.frames().poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(frame).as("nothing came for long").isNotNull();
            came.add(frame);
            return frame;
        }
    }

    /// Revs with which they came, each with the one with which they went.
    private final TreeMap<Long, Long> stays = new TreeMap<>();

    RemovalWatch(RunningServer server, Visitor who, String group)
            throws IOException, InterruptedException {
        this.group = group;
        user = who.id();
        for (var door : DOORS) {
            var present = new Present(RawClient.open(door, server, who.token()), new ArrayList<>());
            clients.add(present);
            present.client.send(
                    RawClient.JSON
                            .createObjectNode()
                            .put("type", "hello")
                            .put("id", "1")
                            .put("token", who.token()));
            while (!present.next().path("type").asText().equals("synced")) {}
        }
    }

    /// Asks on each socket for what there is from this rev on, and moves the marks, so that they
    /// are told too.
    void read(String id, long rev) throws IOException, InterruptedException {
        for (var present : sockets()) {
            present.client.send(command("history", id + "h").put("limit", 50));
            present.client.send(command("changes", id + "c").put("after", rev).put("limit", 50));
            present.client.send(command("head", id + "i"));
            present.client.send(command("read", id + "r").put("seq", Integer.MAX_VALUE));
        }
    }

    /// The same, and waits for the answers.
    void readAndWait(String id, long rev) throws IOException, InterruptedException {
        read(id, rev);
        for (var present : sockets()) {
            var waiting = new HashSet<>(List.of(id + "h", id + "c", id + "i", id + "r"));
            while (!waiting.isEmpty()) {
                waiting.remove(present.next().path("re").asText());
            }
        }
    }

    private List<Present> sockets() {
        return clients.stream().filter(one -> !(one.client instanceof RawHttp)).toList();
    }

    private ObjectNode command(String type, String id) {
        return RawClient.JSON
                .createObjectNode()
                .put("type", type)
                .put("id", id)
                .put("conversation", group);
    }

    /// Looks through all that came up to `done`: each removal once, on each door; nothing of the
    /// group from then until the sync that follows the next adding; what was asked after it
    /// refused.
    void assertNothingAfterRemoval(int removals) throws InterruptedException {
        var replies = new ArrayList<JsonNode>();
        for (var present : clients) {
            while (!present.next().path("text").asText().equals("done")) {}
            assertThat(removals(present.came, replies)).isEqualTo(removals);
        }
        assertThat(stays).hasSize(removals);
        for (var reply : replies) {
            if (reply.path("re").asText().startsWith("after")) {
                assertThat(reply.path("code").asText()).as("%s", reply).isEqualTo("not_found");
            }
            assertOnlyWhatWasSentMeanwhile(reply);
        }
    }

    private int removals(List<JsonNode> came, List<JsonNode> replies) {
        boolean belongs = false;
        int removals = 0;
        long since = 0;
        for (var frame : came) {
            if (frame.has("re")) {
                replies.add(frame);
                continue;
            }
            assertThat(frame.path("type").asText()).isNotEqualTo("closed");
            var conversation = frame.path("conversation");
            if (conversation.path("id").asText().equals(group)) {
                assertThat(conversation.path("left").asBoolean()).isFalse();
                belongs = true;
            } else if (conversation.asText().equals(group)) {
                assertThat(belongs).as("after %d removals: %s", removals, frame).isTrue();
                var change = changeOfOwn(frame);
                if (change.equals("joined")) {
                    since = frame.path("rev").asLong();
                } else if (change.equals("removed")) {
                    belongs = false;
                    removals++;
                    stays.put(since, frame.path("rev").asLong());
                }
            }
        }
        return removals;
    }

    private String changeOfOwn(JsonNode frame) {
        return frame.path("user").asText().equals(user) ? frame.path("change").asText() : "";
    }

    /// Of the group's messages in this answer, each was sent while this person belonged.
    void assertOnlyWhatWasSentMeanwhile(JsonNode answer) {
        if (answer.path("text").asText().equals("psst")) {
            long rev = answer.path("rev").asLong();
            Map.Entry<Long, Long> stay = stays.floorEntry(rev);
            assertThat(stay != null && rev < stay.getValue())
                    .as("%s in one of %s", answer, stays)
                    .isTrue();
        }
        answer.forEach(this::assertOnlyWhatWasSentMeanwhile);
    }

    @Override
    public void close() {
        clients.forEach(one -> one.client.close());
    }
}
