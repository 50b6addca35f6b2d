package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Fields;

/// `kill -9` in the middle of what is done step by step, and of what was changed while rows of its
/// conversation still lay elsewhere: what was begun is done to its end, and what was answered
/// holds.
final class KilledMidwayTest {
    private static final int MESSAGES = 4_000;
    private static final int PAGE = 100;

    @Test
    void an_account_is_erased_to_the_end_and_a_direct_conversation_keeps_what_was_changed(
            @TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var ann = Visitor.register(server.http(), "ann");
            var bob = Visitor.register(server.http(), "bob");
            var cy = Visitor.register(server.http(), "cy");
            var group =
                    ann.post(
                                    server.http(),
                                    "/v1/conversations",
                                    "{\"kind\":\"group\",\"title\":\"Tea\",\"members\":[\"%s\"]}"
                                            .formatted(bob.id()))
                            .expect(201)
                            .body()
                            .required("id");
            var talk = cy.conversationWith(server.http(), bob);
            var direct = "/v1/conversations/" + talk;
            write(server, ann, group);
            write(server, cy, talk);
            Visitor.call(server.http(), "PATCH", direct, bob.token(), "{\"expiresInS\":3600}")
                    .expect(200);
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
            var there = bob.get(server.http(), direct).expect(200).body();
            assertThat(there.requiredCount("expiresInS")).isEqualTo(3600);
            assertThat(there.requiredCount("lastSeq")).isEqualTo(MESSAGES);
            assertThat(left(server, cy, talk)).isEqualTo(MESSAGES);
            write(server, cy, talk);
            Visitor.call(server.http(), "DELETE", direct, bob.token(), null).expect(204);
            server.kill();
            server.restart();

            assertThat(left(server, bob, talk)).isZero();
            assertThat(left(server, cy, talk)).isEqualTo(MESSAGES);
            assertThat(cy.get(server.http(), direct + "/messages?limit=1").expect(200).body())
                    .extracting(page -> page.objects("items").getFirst())
                    .satisfies(last -> {
                        assertThat(last.requiredCount("seq")).isEqualTo(2L * MESSAGES);
                        assertThat(last.text("expiresAt")).isNotNull();
                    });
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

    /// How many of the first messages can still be read.
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
}
