package parley.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire that can be cut: passes bytes on to a port of the server, and resets all connections when
/// told.
final class CuttingProxy implements AutoCloseable {
    private static final int CONNECT_MS = 5_000;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    CuttingProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // closed
            }
        }
    }

    // Where the server can't be reached the client is told so, rather than nothing.
    private void connect(Socket near) throws IOException {
        var far = new Socket();
        try {
            far.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        } catch (IOException e) {
            near.close();
            far.close();
            return;
        }
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        }
        open.remove(from);
        open.remove(to);
    }

    /// Resets every connection.
    ///
    /// @return whether there was one
    boolean cut() {
        boolean any = false;
        for (var socket : open) {
            any = true;
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                socket.close();
            } catch (IOException e) {
                // it went by itself
            }
        }
        return any;
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
