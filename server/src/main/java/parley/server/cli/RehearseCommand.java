package parley.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import parley.protocol.Codec;
import parley.protocol.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `parley rehearse …`: guests who come, come back by their token, and write to each other, as fast
/// as they are answered. What a server learns of itself meanwhile (which methods are hot, and how
/// they are used) is kept by the launcher in a cache, so that later starts are fast from their
/// first second. For the launcher alone.
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final int GUESTS = 100;
    private static final int COMINGS = 12;
    private static final int LINE_MAX = 64 * 1024;

    @Option(names = "--tls", required = true, description = "The server's TLS port, on loopback.")
    private int tls;

    @Option(names = "--certificate", required = true, description = "Its certificate.")
    private Path certificate = Path.of("");

    @Option(names = "--seconds", defaultValue = "6", description = "How long they talk.")
    private int seconds;

    private final List<String> people = new CopyOnWriteArrayList<>();

    @Override
    public Integer call() throws Exception {
        var context = trusting(certificate);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < GUESTS; i++) {
                var random = new SplittableRandom(i);
                each.submit(() -> {
                    talk(context, random, end);
                    return null;
                });
            }
        }
        return people.size() == GUESTS ? 0 : 1;
    }

    private static SSLContext trusting(Path certificate)
            throws IOException, GeneralSecurityException {
        var known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            known.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private void talk(SSLContext context, SplittableRandom random, long end) throws IOException {
        String token;
        try (var line = new Line(context, tls)) {
            var welcome =
                    line.ask("{\"type\":\"hello\",\"id\":\"1\",\"guest\":{\"name\":\"Guest\"}}");
            people.add(welcome.required("user"));
            token = welcome.object("guest").orElseThrow().required("token");
        }
        for (int coming = 1; coming <= COMINGS; coming++) {
            try (var line = new Line(context, tls)) {
                line.ask("{\"type\":\"hello\",\"id\":\"1\",\"token\":\"" + token + "\"}");
                long until = end - TimeUnit.SECONDS.toNanos(seconds) * (COMINGS - coming) / COMINGS;
                while (System.nanoTime() < until) {
                    var to = people.get(random.nextInt(people.size()));
                    line.ask(
                            "{\"type\":\"send\",\"id\":\"2\",\"to\":\"%s\",\"key\":\"%x\",\"text\":\"%s\"}"
                                    .formatted(
                                            to, random.nextLong(), "See you at half past nine."));
                }
            }
        }
    }

    /// A connection that asks and waits for the answer.
    private static final class Line implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader in;

        Line(SSLContext context, int port) throws IOException {
            socket = context.getSocketFactory().createSocket("127.0.0.1", port);
            socket.setSoTimeout(30_000);
            out = socket.getOutputStream();
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8),
                            LINE_MAX);
        }

        Fields ask(String command) throws IOException {
            out.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (var said = in.readLine(); said != null; said = in.readLine()) {
                if (said.contains("\"re\":")) {
                    return Codec.JSON.read(said.getBytes(StandardCharsets.UTF_8));
                }
            }
            throw new IOException("the server hung up");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
