package parley.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// The server's side of the TCP door, played by a test: what it hears is read, and what it says is
/// written, frame by frame. Who waits for a client in vain fails after 10 s.
final class PlayedServer implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final ServerSocket door;

    PlayedServer() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            door.setSoTimeout(PATIENCE_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ParleyClient client(ClientState state, ParleyListener listener) {
        var rest = URI.create("http://127.0.0.1:" + door.getLocalPort());
        var address = new ServerAddress(Door.TCP, rest, "127.0.0.1", door.getLocalPort());
        return ParleyClient.to(address)
                .state(state)
                .backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)))
                .start(Tokens.given("access", "refresh"), listener);
    }

    /// The next connection that a client makes.
    Visit visit() {
        try {
            return new Visit(door.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One connection.
    static final class Visit implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        private Visit(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MS);
            lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /// The next frame.
        Fields hears() {
            try {
                var line = lines.readLine();
                if (line == null) {
                    throw new AssertionError("the client hung up");
                }
                return Codec.JSON.read(line.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// The next frame of this type; what comes before it doesn't matter.
        Fields hears(String type) {
            var frame = hears();
            while (!type.equals(frame.text("type"))) {
                frame = hears();
            }
            return frame;
        }

        /// @param frame JSON, in which `'` stands for `"`
        void says(String frame) {
            var line = frame.replace('\'', '"').replace('\n', ' ') + "\n";
            try {
                socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Takes a `hello`, and lets the client in.
        Fields welcomes() {
            var hello = hears("hello");
            says(
                    """
                    {'type':'ok','re':'hello','user':{'id':'us_ann'},'session':'ss_1','epoch':'e1',
                     'account':{'id':'cv_account','rev':0},'heartbeatMs':25000}
                    """);
            return hello;
        }

        /// Answers a command.
        void answers(Fields command, String rest) {
            says("{'re':'" + command.required("id") + "'," + rest + "}");
        }

        /// Returns when the client has done all that it was told to.
        void isUnderstood() {
            says("{'type':'ping'}");
            hears("pong");
        }

        /// Returns when the client has hung up.
        void isLeft() {
            try {
                while (lines.readLine() != null) {
                    // what was on its way
                }
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the client stays", e);
            } catch (IOException e) {
                // hung up without a word
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
}
