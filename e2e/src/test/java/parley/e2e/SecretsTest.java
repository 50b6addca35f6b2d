package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At TRACE, through everything that a secret goes through, none is in the log.
final class SecretsTest {
    private static final String TEXT = "what only ann and bob know";

    @Test
    void no_secret_is_in_the_log_at_any_level(@TempDir Path directory) throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        try (var server =
                RunningServer.start(directory, "--log.level=trace", "--limits.exempt=127.0.0.1")) {
            live(server, secrets);
        }
        secrets.put("operator", Files.readString(directory.resolve("data/admin-token")).strip());
        for (var line : Files.readAllLines(directory.resolve("data/tls-key.pem"))) {
            if (!line.startsWith("-----")) {
                secrets.put("TLS key " + secrets.size(), line);
            }
        }
        var log = Files.readString(directory.resolve("server.log"));
        assertThat(log).as("the log says much").hasSizeGreaterThan(1_000);
        assertThat(found(log, secrets)).isEmpty();
    }

    private static List<String> found(String log, Map<String, String> secrets) {
        var found = new ArrayList<String>();
        secrets.forEach((what, secret) -> {
            assertThat(secret).as(what).hasSizeGreaterThan(8);
            // a signature is as good as the token that it ends
            var part = secret.substring(Math.max(0, secret.length() - 24));
            if (log.contains(secret) || log.contains(part)) {
                found.add(what);
            }
        });
        return found;
    }

    private static void live(RunningServer server, Map<String, String> secrets) {
        var http = server.http();
        secrets.put("password", Visitor.PASSWORD);
        secrets.put("a message", TEXT);
        var ann = Visitor.register(http, "ann");
        var bob = Visitor.register(http, "bob");
        put(secrets, "ann", ann);
        put(secrets, "bob", bob);
        secrets.put(
                "ticket",
                ann.post(http, "/v1/auth/ticket", "{}").expect(201).body().required("ticket"));
        try (var socket =
                SocketClient.connect(http, "/v1/ws?ticket=" + secrets.get("ticket"), List.of())) {
            socket.send("{\"type\":\"hello\",\"id\":\"1\"}").until("\"synced\"");
        }
        try (var socket =
                SocketClient.connect(http, List.of("parley.v1", "bearer." + ann.token()))) {
            socket.send("{\"type\":\"hello\",\"id\":\"1\"}").until("\"synced\"");
        }
        SocketClient.handshake(http, "/v1/ws?token=" + ann.token(), List.of());
        try (var line = LineClient.live(server.port("tcp"), ann.token())) {
            line.ask(
                    "{\"type\":\"send\",\"id\":\"s\",\"to\":\"@bob\",\"text\":\"" + TEXT + "\"}",
                    "s");
            line.send("{\"type\":\"auth\",\"id\":\"a\",\"token\":\"" + bob.token() + "\"}");
            line.send("{\"type\":\"send\",\"token\":\"" + ann.token() + "\" \"" + TEXT + "\"}");
            line.ask(
                    "{\"type\":\"guest\",\"id\":\"g\",\"password\":\"" + Visitor.PASSWORD + "\"}",
                    "g");
        }
        try (var line = LineClient.connect(server.port("tcp"))) {
            var guest =
                    line.ask("{\"type\":\"hello\",\"id\":\"g\",\"guest\":{\"name\":\"Zoe\"}}", "g")
                            .object("guest")
                            .orElseThrow();
            secrets.put("guest's token", guest.required("token"));
            secrets.put("guest's refresh token", guest.required("refreshToken"));
        }
        refreshAndChange(http, ann, secrets);
        Visitor.post(
                http,
                "/v1/auth/login",
                null,
                "{\"login\":\"ann\",\"password\":[\"" + Visitor.PASSWORD + "\"]}");
        Visitor.post(
                http,
                "/v1/auth/login",
                null,
                "{\"password\":\"" + Visitor.PASSWORD + "\" nonsense");
    }

    private static void put(Map<String, String> secrets, String who, Visitor visitor) {
        secrets.put(who + "'s token", visitor.token());
        secrets.put(who + "'s refresh token", visitor.refreshToken());
    }

    private static void refreshAndChange(String http, Visitor ann, Map<String, String> secrets) {
        var refreshed =
                Visitor.post(
                                http,
                                "/v1/auth/refresh",
                                null,
                                "{\"refreshToken\":\"" + ann.refreshToken() + "\"}")
                        .expect(200);
        var next = Visitor.of(refreshed.body(), "ann");
        put(secrets, "ann's next", next);
        secrets.put("new password", "another horse entirely");
        next.post(
                        http,
                        "/v1/auth/password",
                        "{\"oldPassword\":\""
                                + Visitor.PASSWORD
                                + "\",\"newPassword\":\"another horse entirely\"}")
                .expect(204);
        next.post(
                http,
                "/v1/auth/password",
                "{\"oldPassword\":\"wrong password here\",\"newPassword\":\"x\"}");
        Visitor.post(
                http,
                "/v1/auth/refresh",
                null,
                "{\"refreshToken\":\"" + ann.refreshToken() + "\"}");
    }
}
