package parley.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// People and conversations that are there before anyone opens a browser, made over REST.
final class Seed {
    private static final int AT_ONCE = 16;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;

    Seed(String base) {
        this.base = base;
    }

    /// Someone with an account, and the token of a device of theirs.
    record Someone(String id, String token) {}

    Someone person(String username, String name) {
        post("/v1/auth/register", null, json("username", username, "name", name));
        var in = post("/v1/auth/login", null, json("login", username));
        return new Someone(
                in.object("user").orElseThrow().required("id"), in.required("accessToken"));
    }

    /// Whose username this is, as someone else sees it.
    String idOf(Someone asking, String username) {
        return send("GET", "/v1/users/@" + username, asking.token(), "").required("id");
    }

    private static String json(String... fields) {
        var text = new StringBuilder("{\"password\":\"" + Person.PASSWORD + "\"");
        for (int i = 0; i < fields.length; i += 2) {
            text.append(",\"" + fields[i] + "\":\"" + fields[i + 1] + "\"");
        }
        return text.append('}').toString();
    }

    String direct(Someone from, Someone to) {
        return conversation(from, "{\"kind\":\"direct\",\"members\":[\"" + to.id() + "\"]}");
    }

    String group(Someone from, String title, String description, List<Someone> members) {
        var ids = members.stream().map(member -> "\"" + member.id() + "\"").toList();
        return conversation(
                from,
                "{\"kind\":\"group\",\"title\":\"%s\",\"description\":\"%s\",\"members\":[%s]}"
                        .formatted(title, description, String.join(",", ids)));
    }

    private String conversation(Someone from, String body) {
        return Objects.requireNonNull(post("/v1/conversations", from.token(), body).text("id"));
    }

    void say(Someone from, String conversation, String text) {
        post(
                "/v1/conversations/" + conversation + "/messages",
                from.token(),
                "{\"format\":\"markdown\",\"text\":\"" + text + "\"}");
    }

    /// With more fields besides the text, as they stand in JSON.
    private void say(Someone from, String conversation, String text, String more) {
        post(
                "/v1/conversations/" + conversation + "/messages",
                from.token(),
                "{\"format\":\"markdown\",\"text\":\"" + text + "\"," + more + "}");
    }

    void reply(Someone from, String conversation, String text, long seq) {
        say(from, conversation, text, "\"replyTo\":" + seq);
    }

    void sayFor(Someone from, String conversation, String text, int seconds) {
        say(from, conversation, text, "\"expiresInS\":" + seconds);
    }

    void ask(Someone from, String conversation, String question, List<String> options) {
        var texts = options.stream().map(option -> "\"" + option + "\"").toList();
        say(
                from,
                conversation,
                question,
                "\"poll\":{\"options\":[" + String.join(",", texts) + "]}");
    }

    /// So many seconds from now.
    void later(Someone who, String conversation, String text, int seconds) {
        post(
                "/v1/conversations/" + conversation + "/scheduled",
                who.token(),
                "{\"key\":\"%s\",\"text\":\"%s\",\"sendAt\":\"%s\"}"
                        .formatted(
                                text.replace(' ', '-'),
                                text,
                                Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.MILLIS)));
    }

    void sayTo(Someone from, String conversation, String text, List<Someone> named) {
        var ids = named.stream().map(one -> "\"" + one.id() + "\"").toList();
        say(from, conversation, text, "\"mentions\":[" + String.join(",", ids) + "]");
    }

    /// In the thread that a message begins.
    void answer(Someone from, String conversation, String text, long root) {
        say(from, conversation, text, "\"thread\":" + root);
    }

    void edit(Someone who, String conversation, long seq, String text) {
        change("PATCH", who, conversation, seq, "", "{\"text\":\"" + text + "\"}");
    }

    void react(Someone who, String conversation, long seq, String emoji) {
        var path = "/reactions/" + URLEncoder.encode(emoji, UTF_8);
        change("PUT", who, conversation, seq, path, "");
    }

    void delete(Someone who, String conversation, long seq) {
        change("DELETE", who, conversation, seq, "", "");
    }

    private void change(
            String method, Someone who, String conversation, long seq, String path, String body) {
        var message = "/v1/conversations/" + conversation + "/messages/" + seq;
        send(method, message + path, who.token(), body);
    }

    void pin(Someone who, String conversation, long seq) {
        change("PUT", who, conversation, seq, "/pin", "");
    }

    void role(Someone owner, String conversation, Someone member, String role) {
        send(
                "PATCH",
                "/v1/conversations/" + conversation + "/members/" + member.id(),
                owner.token(),
                "{\"role\":\"" + role + "\"}");
    }

    /// What owners and admins set, as it stands in JSON.
    void change(Someone who, String conversation, String settings) {
        send("PATCH", "/v1/conversations/" + conversation, who.token(), settings);
    }

    /// Joins, or asks to.
    void join(Someone who, String conversation) {
        post("/v1/conversations/" + conversation + "/join", who.token(), "{}");
    }

    /// Who may write to someone first.
    void strangers(Someone who, String way) {
        send("PATCH", "/v1/users/me", who.token(), "{\"strangers\":\"" + way + "\"}");
    }

    void acquaint(Someone one, Someone other) {
        post("/v1/contacts", one.token(), "{\"user\":\"" + other.id() + "\"}");
        post("/v1/contacts/" + one.id() + "/accept", other.token(), "{}");
    }

    void ask(Someone one, Someone other) {
        post("/v1/contacts", one.token(), "{\"user\":\"" + other.id() + "\"}");
    }

    void set(Someone who, String conversation, String setting) {
        send(
                "PATCH",
                "/v1/conversations/" + conversation + "/settings",
                who.token(),
                "{\"" + setting + "\":true}");
    }

    /// Posts so many bodies, several at a time.
    void many(Someone from, String path, int count, IntFunction<String> body) {
        var threads = new ArrayList<Thread>();
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        for (int t = 0; t < AT_ONCE; t++) {
            int first = t;
            threads.add(
                    Thread.ofVirtual()
                            .uncaughtExceptionHandler((thread, e) -> failures.add(e))
                            .start(() -> {
                                for (int i = first; i < count; i += AT_ONCE) {
                                    post(path, from.token(), body.apply(i));
                                }
                            }));
        }
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst());
        }
    }

    /// What a door says to whom a token names.
    Fields read(String path, String token) {
        return send("GET", path, token, "");
    }

    private Fields post(String path, @Nullable String token, String body) {
        return send("POST", path, token, body);
    }

    private Fields send(String method, String path, @Nullable String token, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(path + ": " + new String(answer.body(), UTF_8));
            }
            return Codec.JSON.read(
                    answer.body().length == 0 ? "{}".getBytes(UTF_8) : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
