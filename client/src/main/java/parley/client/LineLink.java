package parley.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import parley.protocol.Codec;
import parley.protocol.Frame;
import parley.protocol.FrameError;
import parley.protocol.Limits;

/// TCP or TLS: a frame a line. A thread reads, a thread writes.
final class LineLink implements Link {
    private static final int CONNECT_MS = 10_000;

    private final Socket socket;
    private final Inbox inbox = new Inbox();
    private final ArrayBlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(OUTGOING);
    private final Thread reader;
    private final Thread writer;

    private LineLink(Socket socket) {
        this.socket = socket;
        reader = Thread.ofVirtual().name("parley-read").unstarted(this::read);
        writer = Thread.ofVirtual().name("parley-write").unstarted(this::write);
    }

    static LineLink open(ServerAddress address, Trust trust) throws IOException {
        var plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MS);
            var link =
                    new LineLink(
                            address.door() == Door.TLS ? secured(plain, address, trust) : plain);
            link.reader.start();
            link.writer.start();
            return link;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, ServerAddress address, Trust trust)
            throws IOException {
        var socket =
                (SSLSocket)
                        trust.context()
                                .getSocketFactory()
                                .createSocket(plain, address.host(), address.port(), true);
        if (trust.namesMatter()) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        plain.setSoTimeout(CONNECT_MS);
        socket.startHandshake();
        plain.setSoTimeout(0);
        return socket;
    }

    private void read() {
        try (var in = new BufferedInputStream(socket.getInputStream(), 16 * 1024)) {
            for (var line = line(in); line != null; line = line(in)) {
                if (line.length > 0) {
                    inbox.put(new Incoming.FrameCame(Codec.JSON.read(line)));
                }
            }
            inbox.end(Incoming.Ended.cut("the server hung up"));
        } catch (IOException | FrameError e) {
            inbox.end(Incoming.Ended.cut(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            inbox.end(Incoming.Ended.cut("closed"));
        }
    }

    private static byte @Nullable [] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (line.size() >= 2 * Limits.SENT_FRAME_BYTES) {
                throw new IOException("a line without an end");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toByteArray();
    }

    private void write() {
        try (var out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024)) {
            while (true) {
                out.write(outgoing.take());
                out.write('\n');
                if (outgoing.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            closeSocket(); // the reader notices and tells
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void send(Frame frame) {
        if (!outgoing.offer(Codec.JSON.write(frame))) {
            closeSocket();
        }
    }

    @Override
    public @Nullable Incoming receive(Duration patience) throws InterruptedException {
        return inbox.take(patience);
    }

    @Override
    public boolean repliesInOrder() {
        return true;
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is as gone as it gets
        }
    }

    @Override
    public void close() {
        inbox.end(Incoming.Ended.cut("closed"));
        reader.interrupt();
        writer.interrupt();
        closeSocket();
    }
}
