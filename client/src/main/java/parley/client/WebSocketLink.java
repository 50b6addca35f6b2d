package parley.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.protocol.Codec;
import parley.protocol.Fields;
import parley.protocol.Frame;
import parley.protocol.FrameError;
import parley.protocol.Limits;

/// WebSocket, with JSON or CBOR. The next message is asked for when the frames of the last were
/// taken, so at most one message waits.
final class WebSocketLink implements Link, WebSocket.Listener {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int FRAMES = 100_000;

    private final Codec codec;
    private final LinkedBlockingQueue<Incoming> inbox = new LinkedBlockingQueue<>();
    private final AtomicInteger untaken = new AtomicInteger();
    private final ArrayBlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(OUTGOING);
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private @Nullable WebSocket socket;
    private @Nullable Thread writer;

    private WebSocketLink(Codec codec) {
        this.codec = codec;
    }

    static WebSocketLink open(HttpClient http, ServerAddress address)
            throws IOException, InterruptedException {
        boolean cbor = address.door() == Door.WEBSOCKET_CBOR;
        var link = new WebSocketLink(cbor ? Codec.CBOR : Codec.JSON);
        var scheme = "https".equals(address.rest().getScheme()) ? "wss" : "ws";
        var uri = URI.create(scheme + "://" + address.rest().getAuthority() + "/v1/ws");
        try {
            var socket =
                    http.newWebSocketBuilder()
                            .connectTimeout(CONNECT)
                            .subprotocols(cbor ? "parley.v1.cbor" : "parley.v1")
                            .buildAsync(uri, link)
                            .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
            link.begin(socket);
            return link;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no WebSocket: " + e.getMessage(), e);
        }
    }

    private void begin(WebSocket opened) {
        socket = opened;
        writer = Thread.ofVirtual().name("parley-write").start(() -> write(opened));
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        webSocket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (text.length() > 2 * Limits.SENT_MESSAGE_BYTES) {
            end(webSocket, "a message without an end");
        } else if (last) {
            var whole = text.toString();
            text.setLength(0);
            for (var line : whole.split("\n")) {
                came(webSocket, line.getBytes(StandardCharsets.UTF_8));
            }
            resume(webSocket);
        } else {
            webSocket.request(1);
        }
        return null;
    }

    private void came(WebSocket webSocket, byte[] frame) {
        if (frame.length == 0) {
            return;
        }
        try {
            came(Codec.JSON.read(frame));
        } catch (FrameError e) {
            end(webSocket, e.sentence());
        }
    }

    private void came(Fields fields) {
        untaken.incrementAndGet();
        inbox.add(new Incoming.FrameCame(fields));
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
            WebSocket webSocket, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (binary.size() > 2 * Limits.SENT_MESSAGE_BYTES) {
            end(webSocket, "a message without an end");
        } else if (last) {
            var whole = binary.toByteArray();
            binary.reset();
            for (var read : codec.readSequence(whole, FRAMES)) {
                if (read instanceof Fields fields) {
                    came(fields);
                } else {
                    end(webSocket, "not CBOR");
                }
            }
            resume(webSocket);
        } else {
            webSocket.request(1);
        }
        return null;
    }

    private void resume(WebSocket webSocket) {
        if (untaken.get() == 0) {
            webSocket.request(1);
        }
    }

    private void end(WebSocket webSocket, String reason) {
        inbox.add(Incoming.Ended.cut(reason));
        webSocket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        inbox.add(new Incoming.Alive());
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        inbox.add(new Incoming.Ended(code, reason, 0));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        inbox.add(Incoming.Ended.cut(String.valueOf(error.getMessage())));
    }

    private void write(WebSocket to) {
        try {
            while (true) {
                var frame = outgoing.take();
                if (codec == Codec.CBOR) {
                    to.sendBinary(ByteBuffer.wrap(frame), true).join();
                } else {
                    to.sendText(new String(frame, StandardCharsets.UTF_8), true).join();
                }
            }
        } catch (CompletionException e) {
            end(to, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void send(Frame frame) {
        if (!outgoing.offer(codec.write(frame)) && socket != null) {
            end(socket, "the server takes no more");
        }
    }

    @Override
    public @Nullable Incoming receive(Duration patience) throws InterruptedException {
        var incoming = inbox.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (incoming instanceof Incoming.FrameCame
                && untaken.decrementAndGet() == 0
                && socket != null) {
            socket.request(1);
        }
        return incoming;
    }

    @Override
    public boolean repliesInOrder() {
        return true;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.interrupt();
        }
        inbox.add(Incoming.Ended.cut("closed"));
        var open = socket;
        if (open != null) {
            // a goodbye if it can be said at once; the line is cut all the same
            open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .whenComplete((done, failure) -> open.abort());
        }
    }
}
