package parley.core.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;

/// Checks a password under the limit on guessing, in the same time whether or not there is anything
/// to check against. Thread-safe.
public final class PasswordCheck {
    private final PasswordHasher hasher;
    private final GuessLimiter limiter;

    public PasswordCheck(PasswordHasher hasher, GuessLimiter limiter) {
        this.hasher = hasher;
        this.limiter = limiter;
    }

    String hash(String password) {
        return hasher.hash(password);
    }

    /// @param name whom it is tried for, folded
    /// @param address as in [GuessLimiter#begin]
    /// @throws Refusal `wrong_login` unless the password fits the hash; `rate_limited`
    void require(String name, @Nullable String address, String password, Optional<String> hash) {
        var attempt = limiter.begin(name, address);
        if (fits(attempt, password, hash)) {
            attempt.succeeded();
        } else {
            attempt.failed();
            throw SignIn.wrong();
        }
    }

    private boolean fits(GuessLimiter.Attempt attempt, String password, Optional<String> hash) {
        try {
            if (!Passwords.isPossible(password)) {
                return hasher.matchesNothing("");
            }
            String kept = hash.orElse("");
            return kept.isEmpty()
                    ? hasher.matchesNothing(password)
                    : hasher.matches(password, kept);
        } catch (Refusal busy) {
            attempt.undone();
            throw busy;
        }
    }
}
