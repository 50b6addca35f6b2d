package parley.core.account;

import java.time.Duration;

/// What a device holds to prove who it is: an access token for minutes and the refresh token that
/// gets the next.
public record Tokens(String access, String refresh, Duration expiresIn) {
    /// Leaves out both tokens, so that they reach no log.
    @Override
    public String toString() {
        return "Tokens[" + expiresIn + "]";
    }
}
