package parley.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Which certificates are believed over TLS.
public final class Trust {
    private final @Nullable SSLContext context;
    private final boolean namesMatter;

    private Trust(@Nullable SSLContext context, boolean namesMatter) {
        this.context = context;
        this.namesMatter = namesMatter;
    }

    /// What the Java runtime trusts, for the name that was asked for.
    public static Trust system() {
        return new Trust(null, true);
    }

    /// What this context trusts, for the name that was asked for.
    public static Trust of(SSLContext context) {
        return new Trust(context, true);
    }

    /// The one certificate with this SHA-256 fingerprint, in hexadecimal with or without colons,
    /// whatever its name.
    public static Trust pinned(String fingerprint) {
        var wanted = HexFormat.of().parseHex(fingerprint.replace(":", "").toLowerCase());
        return new Trust(context(new Pinned(wanted)), false);
    }

    /// Any certificate at all: whoever stands between can read and change everything. For tests.
    public static Trust anything() {
        return new Trust(context(new Pinned(null)), false);
    }

    private static SSLContext context(TrustManager manager) {
        try {
            var made = SSLContext.getInstance("TLS");
            made.init(null, new TrustManager[] {manager}, null);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    SSLContext context() {
        try {
            return context != null ? context : SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    boolean namesMatter() {
        return namesMatter;
    }

    // The extended kind, since Java checks names by itself for the plain kind.
    private static final class Pinned extends X509ExtendedTrustManager {
        private final byte @Nullable [] fingerprint;

        private Pinned(byte @Nullable [] fingerprint) {
            this.fingerprint = fingerprint;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (fingerprint == null) {
                return;
            }
            try {
                var shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!MessageDigest.isEqual(shown, fingerprint)) {
                    throw new CertificateException("this isn't the pinned certificate");
                }
            } catch (GeneralSecurityException e) {
                throw new CertificateException("the certificate isn't the pinned one", e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("clients aren't checked here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
