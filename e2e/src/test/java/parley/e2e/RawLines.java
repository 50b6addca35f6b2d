package parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import parley.client.Door;

/// A frame a line, over TCP or TLS.
final class RawLines implements RawClient {
    private final Socket socket;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private volatile String why = "the server closed it";

    RawLines(Door door, RunningServer server) throws IOException {
        socket =
                door == Door.TLS
                        ? trusting()
                                .getSocketFactory()
                                .createSocket("127.0.0.1", server.port("tls"))
                        : new Socket(InetAddress.getLoopbackAddress(), server.port("tcp"));
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(this::read);
    }

    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private void read() {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                frames.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            why = e.toString(); // and told by the frame below
        }
        frames.add(RawHttp.closed());
    }

    /// Bytes that need not be a frame.
    void write(byte[] bytes) throws IOException {
        if (socket.isClosed()) {
            throw new IOException("it ended: " + why);
        }
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void send(JsonNode frame) throws IOException {
        write((frame + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public BlockingQueue<JsonNode> frames() {
        return frames;
    }

    /// Ends it as a lost network does.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }
}
