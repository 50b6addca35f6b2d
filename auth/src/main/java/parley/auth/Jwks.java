package parley.auth;

import com.nimbusds.jose.jwk.JWKSet;

/// The document from which anyone can verify access tokens: the public key as a JSON Web Key Set
/// (RFC 7517), served at `/.well-known/jwks.json`.
///
/// @param json the document
public record Jwks(String json) {
    public static Jwks of(SigningKey key) {
        return new Jwks(new JWKSet(key.publicKey()).toString(true));
    }
}
