package parley.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.BoundedCache;
import parley.core.account.AccessTokens;
import parley.core.id.DeviceId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;

/// Access tokens as JWTs (RFC 7519) signed with RS256, since they are verified a hundred times for
/// each time that one is signed, and RSA verifies fastest.
///
/// A token is taken only if its header says exactly RS256 and the id of our key (RFC 8725: the
/// token never chooses how it is checked), the signature is right, the issuer is us, and it isn't
/// expired; no leeway, since the clock that made it checks it. The last 4,096 tokens that were
/// found good are remembered (some 5 MB), so that a client's next request costs no signature.
/// Thread-safe.
public final class JwtTokens implements AccessTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String DEVICE = "dev";
    private static final int TOKEN_MAX = 2048; // ours have some 600 characters
    private static final int VERIFIED_MAX = 4096;
    private static final int ID_BYTES = 16;

    private final String issuer;
    private final PublicIds ids;
    private final InstantSource clock;
    private final SecureRandom random;
    private final JWSHeader header;
    private final RSASSASigner signer;
    private final RSASSAVerifier verifier;
    private final BoundedCache<String, Claims> verified = new BoundedCache<>(VERIFIED_MAX);

    /// @param issuer who signs (`iss`): the server's public URL
    public JwtTokens(
            SigningKey key,
            String issuer,
            PublicIds ids,
            InstantSource clock,
            SecureRandom random) {
        this.issuer = issuer;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.id())
                        .build();
        this.signer = new RSASSASigner(key.privateKey());
        this.verifier = verifierOf(key);
    }

    private static RSASSAVerifier verifierOf(SigningKey key) {
        try {
            return new RSASSAVerifier(key.publicKey().toRSAPublicKey());
        } catch (JOSEException e) {
            throw new IllegalStateException("the public key was made from an RSA key", e);
        }
    }

    @Override
    public String issue(UserId user, DeviceId device) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS); // JWT counts seconds
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(ids.text(user))
                        .claim(DEVICE, ids.text(device))
                        .jwtID(Base64.getUrlEncoder().withoutPadding().encodeToString(id))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build();
        var jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("an access token couldn't be signed", e);
        }
        return jwt.serialize();
    }

    @Override
    public Optional<Claims> read(String token) {
        if (token.length() > TOKEN_MAX) {
            return Optional.empty();
        }
        return verified.get(token, this::verify)
                .filter(claims -> clock.instant().isBefore(claims.expiresAt()));
    }

    private Optional<Claims> verify(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            boolean ours =
                    header.getAlgorithm().equals(jwt.getHeader().getAlgorithm())
                            && header.getKeyID().equals(jwt.getHeader().getKeyID())
                            && isCanonical(jwt.getSignature())
                            && jwt.verify(verifier);
            return ours ? claims(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty(); // whatever it is, it isn't a token of ours
        }
    }

    /// The last character of a signature has bits that mean nothing; only one text is the token.
    private static boolean isCanonical(Base64URL text) {
        return Base64URL.encode(text.decode()).equals(text);
    }

    private Optional<Claims> claims(JWTClaimsSet set) throws ParseException {
        @Nullable Date expiresAt = set.getExpirationTime();
        if (!issuer.equals(set.getIssuer()) || expiresAt == null || set.getJWTID() == null) {
            return Optional.empty();
        }
        var user = Optional.ofNullable(set.getSubject()).flatMap(ids::user);
        var device = Optional.ofNullable(set.getStringClaim(DEVICE)).flatMap(ids::device);
        if (user.isEmpty() || device.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Claims(user.get(), device.get(), set.getJWTID(), expiresAt.toInstant()));
    }

    @Override
    public Duration lifetime() {
        return LIFETIME;
    }
}
