package parley.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire that can be cut: passes bytes on to a port of the server, and resets all connections when
/// told.
final class CuttingProxy implements AutoCloseable {
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
                var near = listener.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            } catch (IOException e) {
                // closed, or the server is away: the client tries again
            }
        }
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
