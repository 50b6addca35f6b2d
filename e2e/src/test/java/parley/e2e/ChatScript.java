package parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.client.Door;
import parley.protocol.Times;

/// One conversation, played by a script:
///
///     alice connects            opens a connection, says hello and waits for `synced`
///     alice connects at $cursor the same, going on from there
///     alice leaves
///     alice opens               a connection without hello
///     alice > {...}             sends a frame
///     alice >> text             sends what need not be a frame
///     alice < {...}             this comes, now or soon; frames that nobody asks for are let by
///     alice ! {...}             this hasn't come, when a ping is answered
///     alice rest POST /path {...} = 201 {...}
///
/// Who is named is registered first: `$alice` is their id, `$alice.name` their username and
/// `$alice.token` their access token. `$soon` is a second after the step, `$later` an hour. See [ChatPattern] for the values.
final class ChatScript implements AutoCloseable {
    private static final long PATIENCE_S = 10;
    private static final long LOOK_AGAIN_MS = 50;
    private static final Pattern REST =
            Pattern.compile("rest (\\w+) (\\S+)( \\{.*\\})? (=|~) (\\d+)( \\{.*\\})?");

    private final RunningServer server;
    private final Map<String, Door> doors;
    private final ChatPattern values = new ChatPattern();
    private final Map<String, People.Someone> people = new HashMap<>();
    private final Map<String, RawClient> clients = new HashMap<>();
    private final Map<String, List<JsonNode>> unclaimed = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    ChatScript(RunningServer server, Map<String, Door> doors) {
        this.server = server;
        this.doors = doors;
    }

    void play(Path script) throws IOException, InterruptedException {
        int number = 0;
        var lines = Files.readAllLines(script);
        lines.stream().filter(ChatScript::isStep).forEach(line -> person(line.split(" ", 2)[0]));
        for (var line : lines) {
            number++;
            if (!isStep(line)) {
                continue;
            }
            try {
                var words = line.strip().split(" ", 2);
                step(words[0], words[1].strip());
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError(
                        script.getFileName() + ":" + number + " " + line + "\n" + e, e);
            }
        }
    }

    private RawClient client(String who) {
        return Objects.requireNonNull(clients.get(who), who + " isn't connected");
    }

    private List<JsonNode> unclaimed(String who) {
        return unclaimed.computeIfAbsent(who, name -> new ArrayList<>());
    }

    private static boolean isStep(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private void step(String who, String what) throws IOException, InterruptedException {
        person(who);
        var now = Instant.now();
        values.put("soon", Times.text(now.plusSeconds(1)));
        values.put("later", Times.text(now.plusSeconds(3_600)));
        if (what.startsWith("connects")) {
            connect(who, what);
        } else if (what.equals("leaves")) {
            client(who).close();
        } else if (what.equals("opens")) {
            open(who);
        } else if (what.startsWith(">> ")) {
            writeRaw(who, what.substring(3));
        } else if (what.startsWith("> ")) {
            client(who).send(values.fill(RawClient.JSON.readTree(what.substring(2))));
        } else if (what.startsWith("< ")) {
            await(who, RawClient.JSON.readTree(what.substring(2)));
        } else if (what.startsWith("! ")) {
            none(who, RawClient.JSON.readTree(what.substring(2)));
        } else if (what.startsWith("rest ")) {
            rest(who, what);
        } else {
            throw new IllegalArgumentException("no such step");
        }
    }

    private People.Someone person(String name) {
        return people.computeIfAbsent(
                name,
                fresh -> {
                    var made = People.make(server, fresh);
                    values.put(fresh, made.id());
                    values.put(fresh + ".name", made.username());
                    values.put(fresh + ".token", made.tokens().access());
                    return made;
                });
    }

    private void open(String who) {
        unclaimed.put(who, new ArrayList<>());
        var door = doors.getOrDefault(who, Door.WEBSOCKET);
        clients.put(who, RawClient.open(door, server, person(who).tokens().access()));
    }

    private void connect(String who, String what) throws IOException, InterruptedException {
        open(who);
        var hello = RawClient.JSON.createObjectNode().put("type", "hello").put("id", "hello");
        hello.put("token", person(who).tokens().access());
        if (what.startsWith("connects at ")) {
            hello.put("cursor", values.fill(what.substring("connects at ".length())));
        }
        client(who).send(hello);
        await(who, RawClient.JSON.readTree("{\"type\":\"ok\",\"re\":\"hello\"}"));
        await(who, RawClient.JSON.readTree("{\"type\":\"synced\"}"), false);
    }

    private void writeRaw(String who, String text) throws IOException {
        switch (client(who)) {
            case RawLines lines -> lines.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            case RawWebSocket socket -> socket.write(text);
            default -> throw new IllegalArgumentException("not over HTTP");
        }
    }

    private void await(String who, JsonNode pattern) throws InterruptedException {
        await(who, pattern, true);
    }

    private void await(String who, JsonNode pattern, boolean claim) throws InterruptedException {
        var waiting = unclaimed(who);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        for (int i = 0; ; i++) {
            while (i >= waiting.size()) {
                var next =
                        client(who)
                                .frames()
                                .poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError(
                            "didn't come: " + values.fill(pattern) + "\nbut: " + waiting);
                }
                waiting.add(next);
            }
            if (values.matches(pattern, waiting.get(i))) {
                if (claim) {
                    waiting.remove(i);
                }
                return;
            }
        }
    }

    private void none(String who, JsonNode pattern) throws IOException, InterruptedException {
        client(who).send(RawClient.JSON.readTree("{\"type\":\"ping\",\"id\":\"barrier\"}"));
        await(who, RawClient.JSON.readTree("{\"type\":\"pong\",\"re\":\"barrier\"}"));
        for (var frame : unclaimed(who)) {
            if (values.matches(pattern, frame)) {
                throw new AssertionError("came: " + frame);
            }
        }
    }

    // with `~` it may take a moment until the answer is that
    private void rest(String who, String what) throws IOException, InterruptedException {
        var parts = REST.matcher(what);
        if (!parts.matches()) {
            throw new IllegalArgumentException("rest METHOD /path {body} = status {answer}");
        }
        boolean comesToBe = parts.group(4).equals("~");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (true) {
            var wrong = answer(who, parts);
            if (wrong.isEmpty()) {
                return;
            }
            if (!comesToBe || System.nanoTime() > deadline) {
                throw new AssertionError(wrong);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
        }
    }

    // what is wrong with the answer; empty if nothing is
    private String answer(String who, Matcher parts) throws IOException, InterruptedException {
        var body = parts.group(3) == null ? "" : parts.group(3).strip();
        var filled = body.isEmpty() ? "" : values.fill(RawClient.JSON.readTree(body)).toString();
        var request =
                HttpRequest.newBuilder(URI.create(server.http() + values.fill(parts.group(2))))
                        .header("Authorization", "Bearer " + person(who).tokens().access())
                        .header("Content-Type", "application/json")
                        .method(parts.group(1), HttpRequest.BodyPublishers.ofString(filled))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != Integer.parseInt(parts.group(5))) {
            return answer.statusCode() + " " + answer.body();
        }
        boolean asSaid =
                parts.group(6) == null
                        || values.matches(
                                RawClient.JSON.readTree(parts.group(6)),
                                RawClient.JSON.readTree(answer.body()));
        return asSaid ? "" : "answered: " + answer.body();
    }

    @Override
    public void close() {
        clients.values().forEach(RawClient::close);
        http.shutdownNow();
    }
}
