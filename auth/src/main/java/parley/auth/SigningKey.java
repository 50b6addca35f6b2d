package parley.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import parley.core.SecretStore;

/// The RSA key that access tokens are signed with: made at the first start, kept with the database,
/// named by its thumbprint (RFC 7638). Immutable.
public final class SigningKey {
    private static final String SECRET = "jwt";
    private static final int BITS = 2048; // NIST SP 800-57: good until 2030; tokens live minutes

    private final RSAPrivateCrtKey privateKey;
    private final RSAKey publicKey;

    private SigningKey(RSAPrivateCrtKey privateKey, RSAKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// The server's key, made now if there is none yet.
    public static SigningKey of(SecretStore secrets, SecureRandom random) {
        try {
            byte[] encoded = secrets.secret(SECRET, () -> fresh(random));
            var factory = KeyFactory.getInstance("RSA");
            var crt = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            var spec = new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent());
            var jwk =
                    new RSAKey.Builder((RSAPublicKey) factory.generatePublic(spec))
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint()
                            .build();
            return new SigningKey(crt, jwk);
        } catch (GeneralSecurityException | JOSEException e) {
            // without the cause: it may quote the key
            throw new IllegalStateException("the signing key that is stored can't be read");
        }
    }

    private static byte[] fresh(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is part of every JDK", e);
        }
    }

    /// The name of the key in the header of tokens (`kid`).
    String id() {
        return publicKey.getKeyID();
    }

    RSAPrivateCrtKey privateKey() {
        return privateKey;
    }

    /// The public half alone, as a JWK.
    RSAKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
