package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import parley.auth.JwtTokens;
import parley.auth.SigningKey;
import parley.core.id.PublicIds;
import parley.store.Database;

/// Tokens that are none, on every door, and what happens to those who are connected when theirs
/// ends.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenDoorsTest {
    private final Path directory;
    private final RunningServer server;
    private int people;

    TokenDoorsTest(@TempDir Path directory) {
        this.directory = directory;
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Visitor someone() {
        return Visitor.register(server.http(), "someone" + people++);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A token that the server's own key signed an hour ago, for the same user and device.
    private String expired(String claims) {
        var random = new SecureRandom();
        var file = directory.resolve("data").resolve("parley.db");
        try (var database = Database.open("sqlite:" + file, Clock.systemUTC())) {
            var secrets = database.secrets();
            var ids =
                    new PublicIds(
                            secrets.secret(
                                    "ids",
                                    () -> {
                                        throw new AssertionError("the server has made its secrets");
                                    }));
            var hourAgo = Instant.now().minus(Duration.ofHours(1));
            var tokens =
                    new JwtTokens(
                            SigningKey.of(secrets, random), "parley", ids, () -> hourAgo, random);
            return tokens.issue(
                    ids.user(claims.replaceAll(".*\"sub\":\"([^\"]+)\".*", "$1")).orElseThrow(),
                    ids.device(claims.replaceAll(".*\"dev\":\"([^\"]+)\".*", "$1")).orElseThrow());
        }
    }

    /// Tokens that look like this one and aren't good.
    private Map<String, String> forgeries(String token) throws GeneralSecurityException {
        var parts = token.split("\\.");
        var header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var algorithm = header.replaceAll(".*\"alg\":\"([^\"]+)\".*", "$1");
        var forged = new LinkedHashMap<String, String>();
        forged.put("none at all", "");
        forged.put("nonsense", "abc.def.ghi");
        forged.put(
                "altered",
                parts[0] + "." + base64(claims.replace("\"exp\":1", "\"exp\":2")) + "." + parts[2]);
        forged.put("expired", expired(claims));
        forged.put("cut short", token.substring(0, token.length() - 4));
        forged.put("without a signature", parts[0] + "." + parts[1] + ".");
        for (var none : List.of("none", "None", "NONE")) {
            var head = base64(header.replace(algorithm, none));
            forged.put("alg:" + none, head + "." + parts[1] + ".");
            forged.put("alg:" + none + " signed", head + "." + parts[1] + "." + parts[2]);
        }
        var jwks = Visitor.get(server.http(), "/.well-known/jwks.json", null).expect(200);
        var key = jwks.body().objects("keys").getFirst();
        for (var secret : List.of(jwks.text(), String.valueOf(key.text("x")), pem(key.text("x")))) {
            var signed = base64(header.replace(algorithm, "HS256")) + "." + parts[1];
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            forged.put(
                    "HS256 with the public key " + secret.length(),
                    signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        }
        forged.put("of a foreign key", foreign(header, claims));
        forged.put(
                "expired and of a foreign key",
                foreign(header, claims.replaceAll("\"exp\":\\d+", "\"exp\":1")));
        return forged;
    }

    private static String pem(@org.jspecify.annotations.Nullable String x) {
        return "-----BEGIN PUBLIC KEY-----\n" + x + "\n-----END PUBLIC KEY-----\n";
    }

    private static String foreign(String header, String claims) throws GeneralSecurityException {
        var signed =
                base64(header.replaceAll("\"alg\":\"[^\"]+\"", "\"alg\":\"EdDSA\""))
                        + "."
                        + base64(claims);
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(signature.sign());
    }

    private void refusedEverywhere(String what, String token) {
        var http = server.http();
        var hello = "{\"type\":\"hello\",\"id\":\"1\",\"token\":\"" + token + "\"}";
        assertThat(Visitor.get(http, "/v1/users/me", token).status()).as(what).isEqualTo(401);
        assertThat(Visitor.post(http, "/v1/sessions", token, hello).status())
                .as(what)
                .isEqualTo(401);
        try (var line = LineClient.connect(server.port("tcp"))) {
            line.send(hello);
            assertThat(line.bye()).as(what + " over TCP").isEqualTo(4401);
        }
        try (var socket = SocketClient.connect(http, List.of("parley.v1")).send(hello)) {
            assertThat(socket.code()).as(what + " over WebSocket").isEqualTo(4401);
            assertThat(socket.texts.toString()).contains("unauthorized").doesNotContain("\"ok\"");
        }
        if (!token.isEmpty()) {
            assertThat(
                            SocketClient.handshake(
                                    http, "/v1/ws", List.of(), "Authorization", "Bearer " + token))
                    .as(what + " in the handshake")
                    .isEqualTo(401);
            assertThat(
                            SocketClient.handshake(
                                    http, "/v1/ws", List.of("parley.v1", "bearer." + token)))
                    .as(what + " as a subprotocol")
                    .isEqualTo(401);
        }
    }

    @Test
    void a_token_that_is_none_is_refused_on_every_door() throws GeneralSecurityException {
        var ann = someone();
        forgeries(ann.token()).forEach(this::refusedEverywhere);
        assertThat(ann.get(server.http(), "/v1/users/me").status()).isEqualTo(200);
        assertThat(
                        SocketClient.handshake(
                                server.http(),
                                "/v1/ws",
                                List.of("parley.v1", "bearer." + ann.token())))
                .isEqualTo(101);
    }

    @Test
    void a_signed_out_device_is_cut_off_on_every_door_and_its_token_is_refused()
            throws IOException {
        var ann = someone();
        var second = Visitor.login(server.http(), ann.name());
        try (var line = LineClient.live(server.port("tcp"), second.token());
                var socket =
                        SocketClient.connect(server.http(), List.of("parley.v1"))
                                .hello(second.token());
                var events = events(second);
                var own = LineClient.live(server.port("tcp"), ann.token())) {
            socket.until("\"synced\"");
            long start = System.nanoTime();
            Visitor.call(
                            server.http(),
                            "DELETE",
                            "/v1/devices/" + second.device(),
                            ann.token(),
                            null)
                    .expect(204);

            assertThat(line.bye()).isEqualTo(4401);
            assertThat(socket.code()).isEqualTo(4401);
            assertThat(rest(events)).contains("\"bye\"").contains("4401");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(own.ask("{\"type\":\"ping\",\"id\":\"p\"}", "p").text("type"))
                    .as("the other device stays")
                    .isEqualTo("pong");
        }
        refusedEverywhere("signed out", second.token());
        assertThat(
                        Visitor.post(
                                        server.http(),
                                        "/v1/auth/refresh",
                                        null,
                                        "{\"refreshToken\":\"" + second.refreshToken() + "\"}")
                                .status())
                .isEqualTo(401);
    }

    private InputStream events(Visitor who) {
        var session =
                who.post(server.http(), "/v1/sessions", "{\"type\":\"hello\",\"id\":\"1\"}")
                        .body()
                        .required("session");
        var request =
                HttpRequest.newBuilder(
                                URI.create(server.http() + "/v1/sessions/" + session + "/events"))
                        .header("Authorization", "Bearer " + who.token())
                        .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .body();
    }

    private static String rest(InputStream events) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return new String(events.readAllBytes(), StandardCharsets.UTF_8);
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        })
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void a_disabled_user_is_sent_away_with_4403_and_not_let_in_again() throws IOException {
        var eve = someone();
        var operator = Files.readString(directory.resolve("data/admin-token")).strip();
        try (var line = LineClient.live(server.port("tcp"), eve.token())) {
            Visitor.post(
                            "http://127.0.0.1:" + server.port("admin"),
                            "/admin/users/" + eve.name() + "/disable",
                            operator,
                            "{}")
                    .expect(204);
            assertThat(line.bye()).isEqualTo(4403);
        }
        assertThat(eve.get(server.http(), "/v1/users/me").status()).isIn(401, 403);
        try (var line = LineClient.connect(server.port("tcp"))) {
            line.send("{\"type\":\"hello\",\"id\":\"1\",\"token\":\"" + eve.token() + "\"}");
            assertThat(line.bye()).isIn(4401L, 4403L);
        }
        assertThat(
                        Visitor.post(
                                        "http://127.0.0.1:" + server.port("admin"),
                                        "/admin/users/" + eve.name() + "/enable",
                                        eve.token(),
                                        "{}")
                                .status())
                .as("a user's token is no operator's")
                .isEqualTo(401);
    }

    @Test
    void a_ticket_opens_one_websocket_and_a_token_in_the_address_none() {
        var ann = someone();
        var ticket =
                ann.post(server.http(), "/v1/auth/ticket", "{}")
                        .expect(201)
                        .body()
                        .required("ticket");
        try (var socket =
                SocketClient.connect(server.http(), "/v1/ws?ticket=" + ticket, List.of())) {
            socket.send("{\"type\":\"hello\",\"id\":\"1\"}").until("\"synced\"");
        }
        assertThat(SocketClient.handshake(server.http(), "/v1/ws?ticket=" + ticket, List.of()))
                .isEqualTo(401);
        assertThat(SocketClient.handshake(server.http(), "/v1/ws?ticket=x", List.of()))
                .isEqualTo(401);
        for (var name : List.of("token", "access_token")) {
            assertThat(
                            SocketClient.handshake(
                                    server.http(), "/v1/ws?" + name + "=" + ann.token(), List.of()))
                    .isEqualTo(400);
        }
        assertThat(
                        Visitor.get(server.http(), "/v1/users/me?access_token=" + ann.token(), null)
                                .status())
                .isEqualTo(401);
    }

    @Test
    void pages_from_elsewhere_are_refused_before_the_upgrade() {
        var own = "http://127.0.0.1:" + server.port("http");
        assertThat(handshakeFrom(own)).isEqualTo(101);
        for (var origin :
                List.of(
                        "http://evil.example",
                        "null",
                        "https://127.0.0.1.evil.example",
                        "http://127.0.0.1:1",
                        "file://")) {
            assertThat(handshakeFrom(origin)).as(origin).isEqualTo(403);
        }
        assertThat(SocketClient.handshake(server.http(), "/v1/ws", List.of("other")))
                .isEqualTo(400);
        assertThat(Visitor.get(server.http(), "/v1/ws", null).status()).isEqualTo(426);
    }

    private int handshakeFrom(String origin) {
        return SocketClient.handshake(server.http(), "/v1/ws", List.of(), "Origin", origin);
    }

    @Test
    void two_devices_are_independent_and_a_used_refresh_token_ends_its_own_alone() {
        var ann = someone();
        var second = Visitor.login(server.http(), ann.name());
        assertThat(second.device()).isNotEqualTo(ann.device());

        var next = refresh(ann.refreshToken(), "k").expect(200);
        assertThat(refresh(ann.refreshToken(), "k").expect(200).body().text("refreshToken"))
                .as("the answer was lost, so it comes again")
                .isEqualTo(next.body().text("refreshToken"));
        var newer = Visitor.of(next.body(), ann.name());
        refresh(newer.refreshToken(), "l").expect(200);
        assertThat(refresh(ann.refreshToken(), "k").status())
                .as("its successor was used")
                .isEqualTo(401);
        assertThat(newer.get(server.http(), "/v1/users/me").status())
                .as("the family ended")
                .isEqualTo(401);
        assertThat(second.get(server.http(), "/v1/users/me").status()).isEqualTo(200);
        refresh(second.refreshToken(), "m").expect(200);
        assertThat(refresh(second.refreshToken(), "n").status())
                .as("the same token under another key")
                .isEqualTo(401);
    }

    private Visitor.Answer refresh(String token, String key) {
        return Visitor.call(
                server.http(),
                "POST",
                "/v1/auth/refresh",
                null,
                "{\"refreshToken\":\"" + token + "\"}",
                "Idempotency-Key",
                key);
    }
}
