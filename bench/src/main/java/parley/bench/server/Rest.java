package parley.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// A Parley server's REST, as far as a run needs it. Thread-safe.
public final class Rest {
    private static final int AT_ONCE = 1_000; // people whom a server takes with one request

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    /// @param server where it is
    public Rest(URI server) {
        this.server = server;
    }

    /// Makes a group.
    ///
    /// @param members besides its owner
    /// @return its id
    public String group(Person owner, String title, List<Person> members) {
        return made("group", owner, title, members);
    }

    /// Makes a channel.
    ///
    /// @param readers besides its owner
    /// @return its id
    public String channel(Person owner, String title, List<Person> readers) {
        var id = made("channel", owner, title, List.of());
        for (int from = 0; from < readers.size(); from += AT_ONCE) {
            var some = readers.subList(from, Math.min(readers.size(), from + AT_ONCE));
            post(
                    "/v1/conversations/" + id + "/members",
                    "{\"users\":" + ids(some) + "}",
                    "Authorization",
                    "Bearer " + owner.token());
        }
        return id;
    }

    private String made(String kind, Person owner, String title, List<Person> members) {
        return post(
                        "/v1/conversations",
                        "{\"kind\":\"%s\",\"title\":\"%s\",\"members\":%s}"
                                .formatted(kind, title, ids(members)),
                        "Authorization",
                        "Bearer " + owner.token())
                .required("id");
    }

    private static String ids(List<Person> people) {
        return people.stream()
                .map(one -> '"' + one.id() + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    /// @param headers names and values, in turn
    Fields post(String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s answered %d: %s (a load test needs guests=on, and limits.exempt with its own address)"
                                .formatted(path, answer.statusCode(), answer.body()));
            }
            return Codec.JSON.read(answer.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(server + " doesn't answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
