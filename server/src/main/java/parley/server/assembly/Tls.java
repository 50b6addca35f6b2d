package parley.server.assembly;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's certificate: from files, read again when they change, so that it is renewed without
/// a restart. Open connections keep the old one. Thread-safe.
final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final Path certificate;
    private final Path key;
    private final SslProvider provider;
    private final AtomicReference<SslContext> context;
    private FileTime readAt;

    Tls(Path certificate, Path key, boolean openSsl) {
        this.certificate = certificate;
        this.key = key;
        provider = openSsl && OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
        readAt = changedAt();
        context = new AtomicReference<>(read());
    }

    private SslContext read() {
        try {
            return SslContextBuilder.forServer(Pem.privateKey(key), Pem.certificates(certificate))
                    .sslProvider(provider)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the certificate " + certificate + " can't be used: " + e.getMessage(), e);
        }
    }

    private FileTime changedAt() {
        try {
            var one = Files.getLastModifiedTime(certificate);
            var other = Files.getLastModifiedTime(key);
            return one.compareTo(other) > 0 ? one : other;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the certificate " + certificate + " or its key can't be read", e);
        }
    }

    /// For new connections.
    SslContext context() {
        return context.get();
    }

    /// Reads the files again if they changed; keeps the old certificate while the new one is no
    /// good.
    synchronized void reloadIfChanged() {
        try {
            var changed = changedAt();
            if (!changed.equals(readAt)) {
                context.set(read());
                readAt = changed;
                LOG.info("the certificate was read again");
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            LOG.warn(
                    "the certificate changed and can't be used; the old one stays: {}",
                    e.getMessage());
        }
    }
}
