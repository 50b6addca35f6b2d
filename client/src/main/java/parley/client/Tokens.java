package parley.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// What a device signs in with.
///
/// @param until nanoseconds of [System#nanoTime] when the access token ends
public record Tokens(String access, String refresh, long until) {
    static Tokens of(Fields f) {
        long s = f.count("expiresIn", 900);
        return new Tokens(
                f.required("accessToken"),
                f.required("refreshToken"),
                System.nanoTime() + Duration.ofSeconds(s).toNanos());
    }

    /// Tokens from elsewhere, taken to be fresh.
    public static Tokens given(String access, String refresh) {
        return new Tokens(access, refresh, System.nanoTime() + Duration.ofMinutes(10).toNanos());
    }

    /// The access token's id (RFC 7519 section 4.1.7).
    String jti() {
        var payload = access.split("\\.")[1];
        var json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        return Codec.JSON.read(json.getBytes(StandardCharsets.UTF_8)).required("jti");
    }

    boolean endsWithin(Duration span) {
        return until - System.nanoTime() < span.toNanos();
    }

    @Override
    public String toString() {
        return "Tokens";
    }
}
