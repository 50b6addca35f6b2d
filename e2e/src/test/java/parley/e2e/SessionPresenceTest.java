package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session's presence and its watch list outlive its connection (PROTOCOL.md sections 1 and 3).
final class SessionPresenceTest {
    private static final Pattern SESSION = Pattern.compile("\"session\":\"(ss_\\w+)\"");

    private static RunningServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = RunningServer.start(directory, People.GENEROUS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SocketClient connect(People.Someone who, String besides) {
        var client = SocketClient.connect(server.http(), List.of());
        client.send(
                "{\"type\":\"hello\",\"id\":\"hello\",\"token\":\""
                        + who.tokens().access()
                        + "\""
                        + besides
                        + "}");
        client.until("\"synced\"");
        return client;
    }

    private static String sessionOf(SocketClient client) {
        var welcome = SESSION.matcher(client.until("\"heartbeatMs\""));
        assertThat(welcome.find()).isTrue();
        return ",\"session\":\"" + welcome.group(1) + "\"";
    }

    private static String told(People.Someone of, String state) {
        return "\"user\":\"" + of.id() + "\",\"state\":\"" + state + "\"";
    }

    private static void befriend(People.Someone one, People.Someone other) {
        try (var client = connect(one, "")) {
            client.send(
                    "{\"type\":\"send\",\"id\":\"1\",\"key\":\"1\",\"text\":\"hi\",\"to\":\""
                            + other.id()
                            + "\"}");
            client.until("\"seq\":1");
        }
    }

    @Test
    void who_comes_back_with_their_session_appears_and_watches_as_before() {
        var ann = People.make(server, "ann");
        var bob = People.make(server, "bob");
        befriend(ann, bob);
        try (var viewer = connect(ann, "")) {
            var first = connect(bob, "");
            first.send("{\"type\":\"presence\",\"id\":\"p\",\"state\":\"busy\"}");
            first.send("{\"type\":\"watch\",\"id\":\"w\",\"users\":[\"" + ann.id() + "\"]}");
            first.until("\"re\":\"w\"");
            viewer.until(told(bob, "busy"));
            var session = sessionOf(first);
            first.close();
            viewer.until(told(bob, "offline"));
            viewer.texts.clear();
            try (var second = connect(bob, session)) {
                viewer.until(told(bob, "busy"));
                second.until(told(ann, "online"));
            }
        }
    }

    @Test
    void over_http_commands_alone_keep_nobody_online() {
        var ann = People.make(server, "ann");
        var bob = People.make(server, "bob");
        befriend(ann, bob);
        var token = bob.tokens().access();
        try (var viewer = connect(ann, "")) {
            var hello = "{\"type\":\"hello\",\"id\":\"1\"}";
            var welcome = Visitor.post(server.http(), "/v1/sessions", token, hello).expect(201);
            var session = "/v1/sessions/" + welcome.body().required("session");
            Visitor.get(server.http(), session + "/events?wait=0", token).expect(200);
            viewer.until(told(bob, "online"));
            var ping = "{\"type\":\"ping\",\"id\":\"1\"}";
            eventually(
                    Duration.ofSeconds(60),
                    () -> viewer.texts,
                    () -> {
                        Visitor.post(server.http(), session + "/commands", token, ping).expect(200);
                        return viewer.texts.stream()
                                .anyMatch(text -> text.contains(told(bob, "offline")));
                    });
            viewer.texts.clear();
            Visitor.get(server.http(), session + "/events?wait=0", token).expect(200);
            viewer.until(told(bob, "online"));
        }
    }

    @Test
    void a_session_without_presence_is_told_none_and_makes_nobody_be_here() {
        var ann = People.make(server, "ann");
        var bot = People.make(server, "bot");
        befriend(ann, bot);
        try (var viewer = connect(ann, "");
                var silent = connect(bot, ",\"presence\":false")) {
            silent.send("{\"type\":\"presence\",\"id\":\"p\",\"state\":\"busy\"}");
            silent.send("{\"type\":\"watch\",\"id\":\"w\",\"users\":[\"" + ann.id() + "\"]}");
            silent.until("\"re\":\"w\"");
            viewer.send("{\"type\":\"presence\",\"id\":\"p\",\"state\":\"away\"}");
            viewer.send("{\"type\":\"watch\",\"id\":\"w\",\"users\":[\"" + bot.id() + "\"]}");
            viewer.until(told(bot, "offline"));
            silent.send("{\"type\":\"ping\",\"id\":\"last\"}");
            silent.until("\"re\":\"last\"");
            assertThat(silent.texts).noneMatch(text -> text.contains("\"type\":\"presence"));
            assertThat(viewer.texts).noneMatch(text -> text.contains(told(bot, "busy")));
        }
    }
}
