package parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.security.Signature;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.core.SecretStore;
import parley.core.id.DeviceId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;

class JwtTokensTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretStore SECRETS = secrets();
    private static final SigningKey KEY = SigningKey.of(SECRETS, RANDOM);
    private static final UserId ALICE = new UserId(1);
    private static final DeviceId PHONE = new DeviceId(2);

    private final PublicIds ids = new PublicIds(new byte[PublicIds.KEY_BYTES]);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private JwtTokens tokens = of(KEY, "parley");

    @BeforeEach
    void start() {
        tokens = of(KEY, "parley");
    }

    private JwtTokens of(SigningKey key, String issuer) {
        return new JwtTokens(key, issuer, ids, () -> now, RANDOM);
    }

    private static SecretStore secrets() {
        var kept = new HashMap<String, byte[]>();
        return (name, make) -> kept.computeIfAbsent(name, ignored -> make.get());
    }

    @Test
    void a_token_says_whose_and_which_device_it_is() {
        var claims = tokens.read(tokens.issue(ALICE, PHONE)).orElseThrow();

        assertThat(claims.user()).isEqualTo(ALICE);
        assertThat(claims.device()).isEqualTo(PHONE);
        assertThat(claims.id()).hasSize(22);
        assertThat(claims.expiresAt()).isEqualTo(now.plus(Duration.ofMinutes(15)));
    }

    @Test
    void two_tokens_have_two_ids() {
        var one = tokens.read(tokens.issue(ALICE, PHONE)).orElseThrow();
        var other = tokens.read(tokens.issue(ALICE, PHONE)).orElseThrow();

        assertThat(one.id()).isNotEqualTo(other.id());
    }

    @Test
    void a_token_expires_also_when_it_was_read_before() {
        String token = tokens.issue(ALICE, PHONE);
        assertThat(tokens.read(token)).isPresent();

        now = now.plus(Duration.ofMinutes(15));

        assertThat(tokens.read(token)).isEmpty();
        assertThat(of(KEY, "parley").read(token)).isEmpty();
    }

    @Test
    void the_key_outlives_a_restart() {
        String token = tokens.issue(ALICE, PHONE);

        assertThat(of(SigningKey.of(SECRETS, RANDOM), "parley").read(token)).isPresent();
    }

    @Test
    void a_token_of_another_key_is_refused() {
        var stranger = SigningKey.of(secrets(), RANDOM);

        assertThat(tokens.read(of(stranger, "parley").issue(ALICE, PHONE))).isEmpty();
    }

    @Test
    void a_token_of_another_key_that_claims_our_key_id_is_refused() throws Exception {
        var stranger = SigningKey.of(secrets(), RANDOM);

        String forged =
                signed(JWSAlgorithm.RS256, KEY.id(), new RSASSASigner(stranger.privateKey()));

        assertThat(tokens.read(forged)).isEmpty();
    }

    @Test
    void our_key_under_another_name_is_refused() throws Exception {
        String renamed = signed(JWSAlgorithm.RS256, "other", new RSASSASigner(KEY.privateKey()));
        String unnamed = signed(JWSAlgorithm.RS256, null, new RSASSASigner(KEY.privateKey()));

        assertThat(tokens.read(renamed)).isEmpty();
        assertThat(tokens.read(unnamed)).isEmpty();
    }

    @Test
    void our_key_under_another_algorithm_is_refused() throws Exception {
        String token = signed(JWSAlgorithm.PS256, KEY.id(), new RSASSASigner(KEY.privateKey()));

        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void the_public_key_used_as_a_shared_secret_is_refused() throws Exception {
        var publicKey = KEY.publicKey();
        byte[][] secrets = {
            publicKey.toRSAPublicKey().getEncoded(),
            publicKey.getModulus().decode(),
            Jwks.of(KEY).json().getBytes(UTF_8)
        };

        for (byte[] secret : secrets) {
            String forged = signed(JWSAlgorithm.HS256, KEY.id(), new MACSigner(secret));
            assertThat(tokens.read(forged)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE"})
    void a_token_without_a_signature_is_refused(String algorithm) {
        String[] parts = tokens.issue(ALICE, PHONE).split("\\.");
        String header = base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + KEY.id() + "\"}");

        assertThat(tokens.read(header + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.read(header + "." + parts[1])).isEmpty();
        assertThat(tokens.read(header + "." + parts[1] + "." + parts[2])).isEmpty();
        assertThat(tokens.read(parts[0] + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void a_token_for_someone_else_under_the_same_signature_is_refused() {
        String[] parts = tokens.issue(ALICE, PHONE).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String altered = claims.replace(ids.text(ALICE), ids.text(new UserId(7)));
        assertThat(altered).isNotEqualTo(claims);

        assertThat(tokens.read(parts[0] + "." + base64(altered) + "." + parts[2])).isEmpty();
    }

    @Test
    void changing_any_one_character_spoils_a_token() {
        String token = tokens.issue(ALICE, PHONE);

        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, i) + changed + token.substring(i + 1);
            assertThat(tokens.read(altered)).as("changed at %d", i).isEmpty();
        }
    }

    @Test
    void the_meaningless_bits_of_the_last_character_are_checked_too() {
        String token = tokens.issue(ALICE, PHONE);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        long good =
                alphabet.chars()
                        .mapToObj(c -> token.substring(0, token.length() - 1) + (char) c)
                        .filter(text -> tokens.read(text).isPresent())
                        .count();

        assertThat(good).isEqualTo(1);
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        assertThat(tokens.read(of(KEY, "elsewhere").issue(ALICE, PHONE))).isEmpty();
    }

    @Test
    void a_signed_token_that_lacks_a_claim_is_refused() throws Exception {
        var full = tokens.issue(ALICE, PHONE);
        for (String claim : new String[] {"iss", "sub", "dev", "jti", "exp"}) {
            var set = SignedJWT.parse(full).getJWTClaimsSet();
            var less = new JWTClaimsSet.Builder(set).claim(claim, null).build();
            String token =
                    signed(JWSAlgorithm.RS256, KEY.id(), new RSASSASigner(KEY.privateKey()), less);
            assertThat(tokens.read(token)).as("without %s", claim).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a.b.c", "Bearer x", "{}", "\u0000", "e30.e30.e30"})
    void what_is_no_token_is_refused(String text) {
        assertThat(tokens.read(text)).isEmpty();
        assertThat(tokens.read(text.repeat(100_000))).isEmpty();
    }

    @Test
    void anyone_can_verify_with_the_published_key_and_the_jdk_alone() throws Exception {
        String token = tokens.issue(ALICE, PHONE);
        var published = (RSAKey) JWKSet.parse(Jwks.of(KEY).json()).getKeys().getFirst();
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(published.toRSAPublicKey());

        int dot = token.lastIndexOf('.');
        signature.update(token.substring(0, dot).getBytes(UTF_8));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1))))
                .isTrue();
        assertThat(published.getKeyID()).isEqualTo(KEY.id());
    }

    @Test
    void the_published_document_holds_nothing_private() throws ParseException {
        String json = Jwks.of(KEY).json();

        assertThat(JWKSet.parse(json).getKeys()).noneMatch(key -> key.isPrivate());
        assertThat(json).contains("\"kty\":\"RSA\"", "\"use\":\"sig\"", "\"alg\":\"RS256\"");
        assertThat(json).doesNotContain("\"d\":", "\"p\":", "\"q\":");
        assertThat(KEY.toString()).doesNotContain(KEY.privateKey().getModulus().toString());
    }

    private String signed(JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer)
            throws JOSEException {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("parley")
                        .subject(ids.text(ALICE))
                        .claim("dev", ids.text(PHONE))
                        .jwtID("1")
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build();
        return signed(algorithm, keyId, signer, claims);
    }

    private static String signed(
            JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
