package parley.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// Someone with an account on a server, and what REST has for them.
///
/// @param token the access token
record Visitor(String id, String name, String token, String refreshToken, String device) {
    static final String PASSWORD = "correct horse battery";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /// What came back.
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        Fields body() {
            return Codec.JSON.read(response.body());
        }

        @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError(
                        response.request().uri() + " was answered " + status() + " " + text());
            }
            return this;
        }
    }

    /// Makes an account and signs in.
    static Visitor register(String base, String name) {
        post(base, "/v1/auth/register", null, credentials("username", name)).expect(201);
        return login(base, name);
    }

    /// Signs in, as another device each time.
    static Visitor login(String base, String name) {
        var answer = post(base, "/v1/auth/login", null, credentials("login", name)).expect(200);
        return of(answer.body(), name);
    }

    static Visitor of(Fields body, String name) {
        var user = body.object("user").orElseThrow();
        return new Visitor(
                user.required("id"),
                name,
                body.required("accessToken"),
                body.required("refreshToken"),
                body.required("deviceId"));
    }

    private static String credentials(String field, String name) {
        return "{\"" + field + "\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
    }

    static Answer post(String base, String path, @Nullable String token, String json) {
        return call(base, "POST", path, token, json);
    }

    static Answer get(String base, String path, @Nullable String token) {
        return call(base, "GET", path, token, null);
    }

    static Answer call(
            String base,
            String method,
            String path,
            @Nullable String token,
            @Nullable String json,
            String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (json == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json));
        }
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Answer post(String base, String path, String json) {
        return post(base, path, token, json);
    }

    Answer get(String base, String path) {
        return get(base, path, token);
    }

    /// The direct conversation with someone, made if needed.
    String conversationWith(String base, Visitor other) {
        var answer =
                post(
                        base,
                        "/v1/conversations",
                        "{\"kind\":\"direct\",\"members\":[\"" + other.id + "\"]}");
        return Objects.requireNonNull(answer.body().text("id"), answer.text());
    }

    @Override
    public String toString() {
        return name;
    }
}
