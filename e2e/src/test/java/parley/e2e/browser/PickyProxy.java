package parley.e2e.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A proxy as bad networks have it: it may refuse some requests by their head, or be gone for a
/// while. Each connection carries one request, so that every head is seen.
final class PickyProxy implements AutoCloseable {
    private static final int LONGEST_HEAD = 16_384;
    private static final String END = "\r\n\r\n";
    private static final byte[] REFUSED =
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Predicate<String> refused = head -> false;
    private volatile boolean gone;
    private final String path;

    PickyProxy(int target) {
        this(target, "");
    }

    /// @param path under which the server's pages are, say `/chat`; cookies are kept to it
    PickyProxy(int target, String path) {
        this.path = path;
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /// From now on requests whose head, in lower case, holds one of these words are refused.
    void refuse(String... words) {
        refused = head -> Set.of(words).stream().anyMatch(head::contains);
    }

    /// Cuts all connections and takes no more until [#comeBack].
    void goAway() {
        gone = true;
        cut();
    }

    void comeBack() {
        gone = false;
    }

    /// Cuts all connections.
    void cut() {
        open.forEach(PickyProxy::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var near = listener.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> serve(near));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket near) {
        try (near) {
            if (gone) {
                return;
            }
            near.setTcpNoDelay(true);
            var head = head(near.getInputStream());
            if (!head.split(" ", 3)[1].startsWith(path)
                    || refused.test(head.toLowerCase(Locale.ROOT))) {
                near.getOutputStream().write(REFUSED);
                return;
            }
            relay(near, head);
        } catch (IOException e) {
            // the other side is away: the page tries again
        } finally {
            open.remove(near);
        }
    }

    private void relay(Socket near, String head) throws IOException {
        try (var far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            far.setTcpNoDelay(true);
            open.add(far);
            var inside = once(head).replaceFirst(" " + path, " ");
            far.getOutputStream().write(inside.getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofVirtual().start(() -> pass(near, far));
            var answer = head(far.getInputStream()).replace("Path=/v1/", "Path=" + path + "/v1/");
            near.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            far.getInputStream().transferTo(near.getOutputStream());
            open.remove(far);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        }
        close(to);
    }

    private static String once(String head) {
        return head.toLowerCase(Locale.ROOT).contains("upgrade: websocket")
                ? head
                : head.replaceFirst("(?i)\r\nconnection: [^\r]*", "")
                        .replace(END, "\r\nConnection: close" + END);
    }

    private static String head(InputStream in) throws IOException {
        var read = new ByteArrayOutputStream();
        while (read.size() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            read.write(next);
            if (next == '\n' && read.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
                break;
            }
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it went by itself
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // it listens no more
        }
        cut();
    }
}
