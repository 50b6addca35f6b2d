package parley.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One WebSocket of the JDK's own client that keeps what it is told.
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final List<String> texts = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable WebSocket socket;

    private SocketClient() {}

    /// @param protocols subprotocols to offer
    static SocketClient connect(String base, List<String> protocols, String... headers) {
        return connect(base, "/v1/ws", protocols, headers);
    }

    static SocketClient connect(
            String base, String path, List<String> protocols, String... headers) {
        var client = new SocketClient();
        var builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        if (!protocols.isEmpty()) {
            var others = new ArrayList<>(protocols.subList(1, protocols.size()));
            builder.subprotocols(protocols.getFirst(), others.toArray(String[]::new));
        }
        client.socket =
                builder.buildAsync(URI.create(base.replace("http", "ws") + path), client)
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
        return client;
    }

    /// The status with which a handshake is refused; 101 if it isn't.
    static int handshake(String base, String path, List<String> protocols, String... headers) {
        try (var client = connect(base, path, protocols, headers)) {
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    private WebSocket socket() {
        var known = socket;
        if (known == null) {
            throw new IllegalStateException("not connected");
        }
        return known;
    }

    SocketClient send(String text) {
        socket().sendText(text, true).orTimeout(20, TimeUnit.SECONDS).join();
        return this;
    }

    SocketClient sendBytes(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(20, TimeUnit.SECONDS).join();
        return this;
    }

    SocketClient hello(String token) {
        return send("{\"type\":\"hello\",\"id\":\"hello\",\"token\":\"" + token + "\"}");
    }

    /// Waits until something with this in it was said.
    String until(String wanted) {
        long end = System.nanoTime() + LineClient.PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var text : texts) {
                if (text.contains(wanted)) {
                    return text;
                }
            }
            if (closed.isDone() && texts.stream().noneMatch(text -> text.contains(wanted))) {
                break;
            }
            Thread.onSpinWait();
            Thread.yield();
        }
        throw new AssertionError("nothing with " + wanted + " among " + texts);
    }

    /// The code with which the server closes it.
    int code() {
        return closed.orTimeout(15, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            texts.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
