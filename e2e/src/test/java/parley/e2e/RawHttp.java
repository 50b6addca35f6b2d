package parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import parley.client.Door;

/// A session over plain HTTP, whose frames come as Server-Sent Events or by long polls.
final class RawHttp implements RawClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Door door;
    private final String server;
    private final String token;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private String session = "";

    RawHttp(Door door, RunningServer server, String token) {
        this.door = door;
        this.server = server.http();
        this.token = token;
    }

    static JsonNode closed() {
        return JSON.createObjectNode().put("type", "closed");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    @Override
    public void send(JsonNode frame) throws IOException, InterruptedException {
        boolean first = session.isEmpty();
        var path = first ? "/v1/sessions" : "/v1/sessions/" + session + "/commands";
        var answer =
                http.send(
                        request(path).POST(BodyPublishers.ofString(frame + "\n")).build(),
                        BodyHandlers.ofString());
        for (var line : answer.body().split("\n")) {
            if (!line.isBlank()) {
                frames.add(JSON.readTree(line));
            }
        }
        if (first && answer.statusCode() == 201) {
            session = JSON.readTree(answer.body()).get("session").asText();
            Thread.ofVirtual().start(this::listen);
        }
    }

    private void listen() {
        try {
            var path = "/v1/sessions/" + session + "/events";
            if (door == Door.SSE) {
                take(path);
                frames.add(closed());
                return;
            }
            for (var cursor = take(path + "?wait=0"); ; ) {
                cursor = take(path + "?wait=20&cursor=" + cursor);
            }
        } catch (IOException | InterruptedException e) {
            frames.add(closed());
        }
    }

    private String take(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path).GET().build(), BodyHandlers.ofLines());
        var cursor = "";
        try (var lines = answer.body()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                var line = each.next();
                var json = door == Door.POLL ? line : line.replaceFirst("^data: ", "");
                if (json.startsWith("{")) {
                    var frame = JSON.readTree(json);
                    frames.add(frame);
                    // what happens between two polls comes in the next one's sync
                    frame.path("events").forEach(frames::add);
                    cursor = frame.path("cursor").asText(cursor);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (door == Door.POLL && cursor.isEmpty()) {
            throw new IOException("a poll without a cursor");
        }
        return cursor;
    }

    @Override
    public BlockingQueue<JsonNode> frames() {
        return frames;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
