package parley.auth;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Argon2id hash with what is needed to check a password against it, in the PHC string format:
/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
record PhcHash(Cost cost, byte[] salt, byte[] hash) {
    private static final Pattern FORMAT =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /// @param memoryKb KiB that one hash fills
    record Cost(int memoryKb, int passes, int lanes) {}

    /// Empty where it is no such hash.
    static Optional<PhcHash> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var cost = new Cost(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            var decoder = Base64.getDecoder();
            return Optional.of(
                    new PhcHash(
                            cost,
                            decoder.decode(matcher.group(4)),
                            decoder.decode(matcher.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a length that base64 doesn't have
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    String text() {
        var encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memoryKb(),
                        cost.passes(),
                        cost.lanes(),
                        encoder.encodeToString(salt),
                        encoder.encodeToString(hash));
    }

    /// Leaves out salt and hash, so that they reach no log.
    @Override
    public String toString() {
        return "PhcHash[" + cost + "]";
    }
}
