package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Fields;

/// `kill -9` in the middle of what is done step by step, and of what was changed while rows of its
/// conversation still lay elsewhere: what was begun is done to its end, and what was answered
/// holds.
final class KilledMidwayTest {
    private static final int MESSAGES = 6_000;
    private static final int PAGE = 100;

    @Test
    void a_deleted_account_is_erased_to_the_end(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var ann = Visitor.register(server.http(), "ann");
            var bob = Visitor.register(server.http(), "bob");
            var group =
                    ann.post(
                                    server.http(),
                                    "/v1/conversations",
                                    "{\"kind\":\"group\",\"title\":\"Tea\",\"members\":[\"%s\"]}"
                                            .formatted(bob.id()))
                            .expect(201)
                            .body()
                            .required("id");
            write(server, ann, group);
            var erase = "{\"messages\":\"erase\"}";
            try (var told = LineClient.live(server.port("tcp"), bob.token())) {
                Visitor.call(server.http(), "DELETE", "/v1/users/me", ann.token(), erase)
                        .expect(204);
                told.until(KilledMidwayTest::isDeletion);
                server.kill();
            }
            server.restart();
            assertThat(onPage(server, bob, group, MESSAGES - PAGE))
                    .as("it was killed midway")
                    .isPositive();
            server.kill();
            server.restart();
            eventually(
                    Duration.ofSeconds(30),
                    () -> left(server, bob, group) + " are left",
                    () -> left(server, bob, group) == 0);
            Visitor.get(server.http(), "/v1/users/me", ann.token()).expect(401);
        }
    }

    private static boolean isDeletion(Fields frame) {
        return "delete".equals(frame.text("type"));
    }

    private static void write(RunningServer server, Visitor who, String conversation) {
        try (var client = LineClient.live(server.port("tcp"), who.token())) {
            for (int i = 1; i <= MESSAGES; i++) {
                client.write(
                        "{\"type\":\"send\",\"id\":\"s%d\",\"to\":\"%s\",\"text\":\"word %d\"}"
                                .formatted(i, conversation, i));
            }
            client.flush();
            client.until(frame -> ("s" + MESSAGES).equals(frame.text("re")));
        }
    }

    /// How many messages can still be read.
    private static long left(RunningServer server, Visitor who, String conversation) {
        long left = 0;
        for (long after = 0; after < MESSAGES; after += PAGE) {
            left += onPage(server, who, conversation, after);
        }
        return left;
    }

    private static long onPage(RunningServer server, Visitor who, String conversation, long after) {
        var path = "/v1/conversations/%s/messages?after=%d&limit=%d";
        var page = who.get(server.http(), path.formatted(conversation, after, PAGE));
        return page.expect(200).body().objects("items").stream()
                .filter(item -> item.text("text") != null)
                .count();
    }

    @Test
    void what_was_changed_of_a_direct_conversation_holds(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var ann = Visitor.register(server.http(), "ann");
            var bob = Visitor.register(server.http(), "bob");
            var talk = ann.conversationWith(server.http(), bob);
            var path = "/v1/conversations/" + talk;
            write(server, ann, talk);
            Visitor.call(server.http(), "PATCH", path, bob.token(), "{\"expiresInS\":3600}")
                    .expect(200);
            server.kill();
            server.restart();

            var there = bob.get(server.http(), path).expect(200).body();
            assertThat(there.requiredCount("expiresInS")).isEqualTo(3600);
            assertThat(there.requiredCount("lastSeq")).isEqualTo(MESSAGES);
            assertThat(left(server, bob, talk)).isEqualTo(MESSAGES);

            write(server, ann, talk);
            Visitor.call(server.http(), "DELETE", path, bob.token(), null).expect(204);
            server.kill();
            server.restart();

            assertThat(left(server, bob, talk)).isZero();
            assertThat(left(server, ann, talk)).isEqualTo(MESSAGES);
            var last = new ArrayList<Fields>();
            ann.get(server.http(), path + "/messages?limit=1")
                    .expect(200)
                    .body()
                    .objects("items")
                    .forEach(last::add);
            assertThat(last)
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.requiredCount("seq")).isEqualTo(2L * MESSAGES);
                        assertThat(one.text("expiresAt")).isNotNull();
                    });
        }
    }
}
