package parley.core.account;

import java.security.SecureRandom;
import java.util.Locale;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// Draws ids from a secure source: 64 bits each, so that they can't be guessed and, up to hundreds
/// of millions, don't meet. Thread-safe.
public final class Draws {
    private final SecureRandom random;

    public Draws(SecureRandom random) {
        this.random = random;
    }

    UserId user() {
        return new UserId(random.nextLong());
    }

    DeviceId device() {
        return new DeviceId(random.nextLong());
    }

    /// A name for someone who gave none, of a kind that nobody can register.
    static String madeUsername(String kind, UserId user) {
        return String.format(Locale.ROOT, "%s_%016x", kind, user.bits());
    }
}
