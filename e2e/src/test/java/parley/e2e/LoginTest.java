package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Fields;

/// What the login tells, the limits of a user, and the goodbye of a server that is stopped.
final class LoginTest {
    @Test
    void a_server_keeps_its_limits_and_says_goodbye(@TempDir Path directory) {
        try (var server = RunningServer.start(directory)) {
            var http = server.http();
            var ann = Visitor.register(http, "ann");
            the_login_tells_nobody_who_exists(http);
            guessing_is_slowed_down(http);
            messages_are_limited(server, ann);
            disregarding_the_limit_is_flooding(server, ann);
            a_stop_is_announced(server, ann);
        }
    }

    private static Visitor.Answer login(String http, String name, String password) {
        return Visitor.post(
                http,
                "/v1/auth/login",
                null,
                "{\"login\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    private static void the_login_tells_nobody_who_exists(String http) {
        var wrong = login(http, "ann", "not the password").expect(401);
        var unknown = login(http, "nobody.here", "not the password").expect(401);
        assertThat(anonymous(unknown)).isEqualTo(anonymous(wrong));
        assertThat(login(http, "ann", Visitor.PASSWORD).expect(200).body().truth("firstLogin"))
                .as("only the first sign-in is the first")
                .isFalse();
    }

    // a trace is another each time
    private static String anonymous(Visitor.Answer answer) {
        return answer.text().replaceAll("\"(trace|instance)\":\"[^\"]*\"", "");
    }

    private static void guessing_is_slowed_down(String http) {
        for (int i = 0; i < 60; i++) {
            var answer = login(http, "victim", "guess " + i);
            if (answer.status() == 429) {
                assertThat(answer.text()).contains("rate_limited");
                assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
                return;
            }
            assertThat(answer.status()).isEqualTo(401);
        }
        throw new AssertionError("60 guesses were let through");
    }

    private static String message(int i) {
        return "{\"type\":\"send\",\"id\":\"" + i + "\",\"to\":\"@ann\",\"text\":\"" + i + "\"}";
    }

    private static void messages_are_limited(RunningServer server, Visitor ann) {
        try (var client = LineClient.live(server.port("tcp"), ann.token())) {
            for (int i = 0; i < 80; i++) {
                client.write(message(i));
            }
            client.flush();
            int taken = 0;
            int refused = 0;
            while (taken + refused < 80) {
                var answer = client.until(frame -> frame.text("re") != null);
                if ("ok".equals(answer.text("type"))) {
                    taken++;
                } else {
                    assertThat(answer.text("code")).isEqualTo("rate_limited");
                    assertThat(answer.number("retryAfterMs").orElseThrow()).isBetween(1L, 1_000L);
                    refused++;
                }
            }
            assertThat(taken).as("a burst of 50").isBetween(50, 70);
        }
        var answer =
                ann.post(
                        server.http(),
                        "/v1/conversations/" + ann.id() + "/messages",
                        "{\"text\":\"x\"}");
        for (int i = 0; i < 20 && answer.status() == 201; i++) {
            answer =
                    ann.post(
                            server.http(),
                            "/v1/conversations/" + ann.id() + "/messages",
                            "{\"text\":\"x\"}");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private static void disregarding_the_limit_is_flooding(RunningServer server, Visitor ann) {
        try (var client = LineClient.live(server.port("tcp"), ann.token())) {
            // one by one, so that each refusal was read before the next is sent
            Fields answer = null;
            for (int i = 0; answer == null || !"bye".equals(answer.text("type")); i++) {
                var id = String.valueOf(i);
                client.send(message(i));
                answer =
                        client.until(frame ->
                                id.equals(frame.text("re")) || "bye".equals(frame.text("type")));
            }
            assertThat(answer.number("code")).hasValue(4129);
        }
    }

    private static void a_stop_is_announced(RunningServer server, Visitor ann) {
        try (var client = LineClient.live(server.port("tcp"), ann.token());
                var idle = LineClient.connect(server.port("tcp"))) {
            long start = System.nanoTime();
            var status = java.util.concurrent.CompletableFuture.supplyAsync(server::terminate);
            var bye = client.until(frame -> frame.text("type") != null);
            assertThat(bye.text("type")).isEqualTo("bye");
            assertThat(bye.number("code")).hasValue(1012);
            assertThat(bye.number("reconnectAfterMs").orElseThrow()).isBetween(1L, 10_000L);
            idle.rest();
            assertThat(status.orTimeout(15, java.util.concurrent.TimeUnit.SECONDS).join())
                    .as("as a process that was asked to end")
                    .isZero();
            System.out.println("stopped in " + (System.nanoTime() - start) / 1_000_000 + " ms");
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }
}
