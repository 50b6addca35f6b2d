package parley.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The server's HTTP, played by a test.
final class PlayedHttp implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// What is answered to one request.
    interface Answer {
        void to(HttpExchange request) throws IOException, InterruptedException;
    }

    PlayedHttp() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// @param path what the path begins with; the longest that fits counts
    void answers(String path, Answer answer) {
        server.createContext(
                path,
                request -> {
                    try (request) {
                        answer.to(request);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// @param body JSON, in which `'` stands for `"`
    void answers(String path, int status, String body) {
        answers(path, request -> answer(request, status, body));
    }

    static void answer(HttpExchange request, int status, String body) throws IOException {
        request.getRequestBody().readAllBytes();
        var bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        request.sendResponseHeaders(status, bytes.length);
        request.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
