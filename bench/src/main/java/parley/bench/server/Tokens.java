package parley.bench.server;

import java.util.Base64;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// Reads access tokens, without verifying them.
final class Tokens {
    private Tokens() {}

    static Person person(String token) {
        var claims = claims(token);
        return new Person(claims.required("sub"), token, "", claims.requiredCount("exp"));
    }

    /// Names one access token.
    static String id(String token) {
        return claims(token).required("jti");
    }

    private static Fields claims(String token) {
        var parts = token.split("\\.");
        if (parts.length != 3) {
            throw new IllegalArgumentException("a line is neither a person nor an access token");
        }
        return Codec.JSON.read(Base64.getUrlDecoder().decode(parts[1]));
    }
}
