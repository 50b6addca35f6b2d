package parley.bench.server;

/// An account that the load tool plays.
///
/// @param id `us_…`
/// @param token the access token
/// @param refresh gets another one
/// @param expiresAt when the access token ends, in seconds since 1970
public record Person(String id, String token, String refresh, long expiresAt) {
    /// As a line of a file of people.
    String line() {
        return String.join("\t", id, token, refresh, Long.toString(expiresAt));
    }

    /// Reads [#line], or a line that is an access token alone, or a name and a password.
    static Person of(String line) {
        var words = line.trim().split("\t");
        return switch (words.length) {
            case 4 -> new Person(words[0], words[1], words[2], Long.parseLong(words[3]));
            case 2 -> new Person(words[0], words[1], "", Long.MAX_VALUE);
            default -> Tokens.person(words[0]);
        };
    }
}
