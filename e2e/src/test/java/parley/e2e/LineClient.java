package parley.e2e;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// One TCP connection that writes bytes and reads frames, and knows nothing else: what a client
/// does wrong, a test can do with this. One thread writes and one reads.
final class LineClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private LineClient(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
    }

    static LineClient connect(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            return new LineClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Connects, says hello with this token, and is live.
    static LineClient live(int port, String token) {
        var client = connect(port);
        var welcome = client.hello(token);
        if (!"ok".equals(welcome.text("type"))) {
            throw new AssertionError("not welcome: " + text(welcome));
        }
        client.until(frame -> "synced".equals(frame.text("type")));
        return client;
    }

    /// Says hello.
    ///
    /// @return the answer
    Fields hello(String token) {
        return ask("{\"type\":\"hello\",\"id\":\"hello\",\"token\":\"" + token + "\"}", "hello");
    }

    void send(String line) {
        write(line);
        flush();
    }

    void write(String line) {
        raw((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void raw(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a command and waits for the answer to it.
    Fields ask(String line, String id) {
        send(line);
        return until(frame -> id.equals(frame.text("re")));
    }

    /// Passes over frames up to one.
    Fields until(Predicate<Fields> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var passed = new ArrayList<String>();
        while (true) {
            var frame = next(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            if (wanted.test(frame)) {
                return frame;
            }
            passed.add(text(frame));
            if (passed.size() > 20) {
                passed.removeFirst();
            }
            if ("bye".equals(frame.text("type"))) {
                throw new AssertionError("the server said goodbye first: " + passed);
            }
        }
    }

    /// The next frame.
    Fields next(Duration patience) {
        try {
            return read(patience);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came in " + patience, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fields read(Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        var line = new ByteArrayOutputStream(256);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(next);
        }
        return Codec.JSON.read(line.toByteArray());
    }

    /// Everything up to the end of the connection, which must come within [#PATIENCE].
    List<Fields> rest() {
        var rest = new ArrayList<Fields>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                rest.add(read(Duration.ofNanos(end - System.nanoTime())));
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the connection stays open after " + texts(rest), e);
            } catch (IOException e) {
                return rest;
            }
        }
    }

    /// The code of the `bye` with which the server closes this connection.
    long bye() {
        var rest = rest();
        return rest.stream()
                .filter(frame -> "bye".equals(frame.text("type")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bye, but " + texts(rest)))
                .number("code")
                .orElseThrow();
    }

    private static List<String> texts(List<Fields> frames) {
        return frames.stream().map(LineClient::text).toList();
    }

    /// What a frame says, for a failing test.
    static String text(Fields frame) {
        return frame.names().stream()
                .filter(name -> List.of("type", "re", "code", "message", "field").contains(name))
                .map(name -> name + "=" + shown(frame, name))
                .toList()
                .toString();
    }

    private static String shown(Fields frame, String name) {
        try {
            return String.valueOf(frame.text(name));
        } catch (RuntimeException e) {
            return String.valueOf(frame.number(name));
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
