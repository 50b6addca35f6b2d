package parley.client;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.protocol.CloseCode;
import parley.protocol.Codec;
import parley.protocol.Fields;
import parley.protocol.Frame;
import parley.protocol.FrameError;

/// Plain HTTP: commands by POST, and what comes by Server-Sent Events or long polls. A thread
/// posts, a thread listens. The first frame makes the session. A network may swallow what comes
/// while it still answers what is posted, so the listening is watched by itself ([Silence]).
final class HttpLink implements Link {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int POLL_S = 25;
    private static final int POSTED = 64;

    /// Of a body, where the server takes 1 MiB.
    private static final int POSTED_BYTES = 512 * 1024;

    /// What a sign of life may be late.
    private static final Duration LATE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final ServerAddress address;
    private final Supplier<String> token;
    private final Inbox inbox = new Inbox();
    private final ArrayBlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(OUTGOING);
    private final Thread poster;
    private final Silence silence;
    private volatile @Nullable Thread listener;
    private volatile @Nullable InputStream stream;
    private volatile boolean closed;

    private HttpLink(
            HttpClient http, ServerAddress address, Supplier<String> token, LongSupplier nanos) {
        this.http = http;
        this.address = address;
        this.token = token;
        silence = new Silence(nanos);
        poster = Thread.ofVirtual().name("parley-post").unstarted(this::post);
    }

    /// @param token the access token of the moment
    static HttpLink open(HttpClient http, ServerAddress address, Supplier<String> token) {
        return open(http, address, token, System::nanoTime);
    }

    /// @param nanos a clock that never goes back
    static HttpLink open(
            HttpClient http, ServerAddress address, Supplier<String> token, LongSupplier nanos) {
        var link = new HttpLink(http, address, token, nanos);
        link.poster.start();
        return link;
    }

    private void post() {
        try {
            var session = greet(outgoing.take());
            if (session == null) {
                return;
            }
            listener = Thread.ofVirtual().name("parley-listen").start(() -> listen(session));
            while (!closed) {
                var answer = send("/v1/sessions/" + session + "/commands", batch());
                if (refused(answer)) {
                    return;
                }
                for (var line : new String(answer.body(), StandardCharsets.UTF_8).split("\n")) {
                    came(line);
                }
            }
        } catch (IOException | FrameError e) {
            inbox.end(Incoming.Ended.cut(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            inbox.end(Incoming.Ended.cut("closed"));
        }
    }

    private @Nullable String greet(byte[] hello) throws IOException, InterruptedException {
        var answer = send("/v1/sessions", hello);
        if (refused(answer)) {
            return null;
        }
        var fields = Codec.JSON.read(answer.body());
        // a long poll says nothing until it ends
        var heartbeat = Duration.ofMillis(fields.count("heartbeatMs", 0));
        var poll = Duration.ofSeconds(POLL_S);
        silence.begin((heartbeat.compareTo(poll) > 0 ? heartbeat : poll).plus(LATE));
        inbox.put(new Incoming.FrameCame(fields));
        return fields.required("session");
    }

    // what waits, as far as the server takes it at once
    private byte[] batch() throws InterruptedException {
        var lines = new ByteArrayOutputStream();
        append(outgoing.take(), lines);
        for (int frames = 1; frames < POSTED; frames++) {
            var next = outgoing.peek();
            if (next == null || lines.size() + next.length > POSTED_BYTES) {
                break;
            }
            append(outgoing.take(), lines);
        }
        return lines.toByteArray();
    }

    private static void append(byte[] frame, ByteArrayOutputStream lines) {
        lines.writeBytes(frame);
        lines.write('\n');
    }

    private HttpResponse<byte[]> send(String path, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address.rest() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token.get());
    }

    private boolean refused(HttpResponse<?> answer) {
        int status = answer.statusCode();
        if (status < 300) {
            return false;
        }
        int code =
                switch (status) {
                    case 401 -> CloseCode.BAD_TOKEN.number();
                    case 403 -> CloseCode.NOT_ALLOWED.number();
                    case 413 -> CloseCode.TOO_LARGE.number();
                    case 429, 503 -> CloseCode.TOO_MANY_HANDSHAKES.number();
                    default -> Incoming.Ended.CUT;
                };
        long after = answer.headers().firstValueAsLong("Retry-After").orElse(0) * 1_000;
        inbox.end(new Incoming.Ended(code, "HTTP " + status, after));
        return true;
    }

    private void listen(String session) {
        try {
            var path = "/v1/sessions/" + session + "/events";
            if (address.door() == Door.SSE) {
                events(path);
            } else {
                polls(path);
            }
            inbox.end(Incoming.Ended.cut("the stream ended"));
        } catch (IOException | FrameError e) {
            inbox.end(Incoming.Ended.cut(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            inbox.end(Incoming.Ended.cut("closed"));
        }
    }

    private void events(String path) throws IOException, InterruptedException {
        var request = request(path).header("Accept", "text/event-stream").GET().build();
        try (var lines = open(request)) {
            if (lines == null) {
                return;
            }
            String id = null;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    came(line.substring(6));
                } else if (line.startsWith(":")) {
                    inbox.put(new Incoming.Alive());
                } else if (id != null) {
                    inbox.put(new Incoming.CursorCame(id));
                    id = null;
                }
                // not before: while the inbox is full nothing is read, and that isn't its silence
                silence.heard();
            }
        }
    }

    private void polls(String path) throws IOException, InterruptedException {
        String cursor = null;
        while (!closed) {
            // the first one only brings what was missed
            var uri = path + (cursor == null ? "?wait=0" : "?wait=" + POLL_S + "&cursor=" + cursor);
            String next = null;
            try (var lines = open(request(uri).GET().build())) {
                if (lines == null) {
                    return;
                }
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    var frame = came(line);
                    if (frame != null && "cursor".equals(frame.text("type"))) {
                        next = frame.required("cursor");
                    }
                    silence.heard();
                }
            }
            if (next == null) {
                return;
            }
            cursor = next;
            inbox.put(new Incoming.Alive());
        }
    }

    private @Nullable BufferedReader open(HttpRequest request)
            throws IOException, InterruptedException {
        silence.heard();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        silence.heard();
        stream = answer.body();
        if (refused(answer)) {
            return null;
        }
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private @Nullable Fields came(String line) throws InterruptedException {
        if (line.isBlank()) {
            return null;
        }
        var fields = Codec.JSON.read(line.getBytes(StandardCharsets.UTF_8));
        inbox.put(new Incoming.FrameCame(fields));
        return fields;
    }

    @Override
    public void send(Frame frame) {
        if (!outgoing.offer(Codec.JSON.write(frame))) {
            close();
        }
    }

    @Override
    public @Nullable Incoming receive(Duration patience) throws InterruptedException {
        var incoming = inbox.take(patience);
        if (incoming == null && silence.isTooLong()) {
            inbox.end(Incoming.Ended.cut("the event stream is silent"));
            return inbox.take(Duration.ZERO);
        }
        return incoming;
    }

    @Override
    public boolean repliesInOrder() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
        inbox.end(Incoming.Ended.cut("closed"));
        var threads = new ArrayList<>(List.of(poster));
        if (listener != null) {
            threads.add(listener);
        }
        threads.forEach(Thread::interrupt);
        var open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is as gone as it gets
            }
        }
    }
}
